export * from './symbols';
export * from './grammar';
export * from './read';
export * from './write';
