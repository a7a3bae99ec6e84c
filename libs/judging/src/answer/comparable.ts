import { withoutMarkers } from '@octollm/text';

/** A text in the form quotes are compared in: one space for any white space, no citation markers. */
export const comparable = (text: string): string => withoutMarkers(text).replaceAll(/\s+/g, ' ').trim();
