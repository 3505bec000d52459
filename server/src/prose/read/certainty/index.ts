export { provedFor, type Proved, type Read } from './prove';
export { filled, placeholder } from './skeletons';
export { sameMeaning } from './sameMeaning';
