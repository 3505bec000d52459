export * from './types';
export { openLocalModel, type LocalModelOptions } from './localModel';
export type { ModelManifest } from './manifest';
