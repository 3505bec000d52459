export * from './graph';
export * from './types';
export * from './print';
export * from './read';
