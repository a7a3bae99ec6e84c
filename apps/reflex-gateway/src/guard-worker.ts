/** What the guard's thread runs. */
export { processText } from './guards/process-text.ts';
export { runScreening } from './guards/screening.ts';
export { screenCall } from './openai/screening/screen-call.ts';
