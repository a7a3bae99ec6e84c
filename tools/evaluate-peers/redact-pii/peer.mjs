import redactPii from 'redact-pii';

const redactor = new redactPii.SyncRedactor();

export const pii = [{ name: 'redact-pii 3.4.0', redact: async (text) => redactor.redact(text) }];
