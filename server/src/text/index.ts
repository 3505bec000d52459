export * from './position';
export * from './diagnostic';
export * from './wording';
