import { OpenRedaction } from 'openredaction';

const redactor = new OpenRedaction();

export const pii = [
  { name: 'openredaction 1.1.5', redact: async (text) => (await redactor.detect(text)).redacted },
];
