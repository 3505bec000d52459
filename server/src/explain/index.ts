export { explain, withoutRepairs } from './explain';
export { conflictDiagnostics, loopValues } from './diagnostics';
export { commentOut } from './commentOut';
export { deadlineIn, limitOf, signalFor, type Deadline } from './deadline';
export { inSession, oracleOf, type Oracle } from './oracle';
export { isMinimalConflict, shrink } from './shrink';
export { readSourceModel, replace, type ParsedFile, type SourceModel } from './sourceModel';
export { changesTitle, softenTitle, titleWith } from './title';
export type * from './types';
