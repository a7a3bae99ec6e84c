export { readTrace } from './read-spans.ts';
