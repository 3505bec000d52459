export { documentOf } from './document';
export { headsOf, together, type Heads } from './heads';
export { smallHeadsOf } from './smallHeads';
export { readRows } from './readRows';
export { filled, placeholder, provedFor, sameMeaning, type Proved, type Read } from './certainty';
