export type * from './types';
export { changedValues } from './changes';
export { directBreaks, type Break, type Breaks } from './direct';
export { mappedText, type MappedText } from './mappedText';
export { editsFor, parameterNamed, parametersOf, shortList } from './parameters';
export { readQuestion, unknownName, type Question } from './question';
export { shiftBack } from './shiftBack';
export { readTexts } from './sources';
export { vocabularyOf, type OwnWords, type Vocabulary } from './vocabulary';
