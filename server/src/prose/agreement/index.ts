export { agreed } from './agreed';
