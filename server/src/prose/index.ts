export * from './graph';
export * from './types';
