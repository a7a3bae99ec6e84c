/** What the threads run that read documents. */
export { readDocument, screenTexts } from './reading/read-document.ts';
