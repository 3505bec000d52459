export * from './syntax';
export * from './expressions';
export * from './names';
export * from './domains';
export * from './instrument';
