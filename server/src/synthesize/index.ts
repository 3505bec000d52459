export { synthesize } from './synthesize';
export type { Asking, SynthesizeOptions, Trial, TryModel } from './types';
