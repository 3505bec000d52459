export * from './types';
export { openLocalModel, type LocalModelOptions } from './localModel';
export type { ModelManifest } from './manifest';
export * from './complete';
export { openLocalServer, type LocalServerOptions } from './localServer';
export { loopbackUrl } from './loopback';
