export * from './types';
export { openLocalModel, type LocalModelOptions } from './localModel';
export { readManifest, type ModelFile, type ModelManifest } from './manifest';
export { NetworkProcess, type NetworkProcessOptions } from './networkProcess';
export * from './complete';
export { openLocalServer, type LocalServerOptions } from './localServer';
export { loopbackUrl } from './loopback';
export { openFolderModel, type FolderModel, type FolderModelOptions } from './folderModel';
