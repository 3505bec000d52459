export * from './position';
export * from './diagnostic';
