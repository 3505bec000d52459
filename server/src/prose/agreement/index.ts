export { agreed, type Readings } from './agreed';
