export * from './types';
export { readManifest, type ModelFile, type ModelManifest } from './manifest';
export { NetworkProcess, type NetworkProcessOptions } from './networkProcess';
export * from './complete';
export { openLocalServer, type LocalServerOptions } from './localServer';
export { loopbackUrl } from './loopback';
export { openFolderModel, type FolderModel, type FolderModelOptions } from './folderModel';
export { loadNetwork, type Network } from './network';
export { once, serve } from './serve';
