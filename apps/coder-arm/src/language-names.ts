import type { Language } from '@octollm/contracts';

/** The names of the languages in sentences. */
export const languageNames: Readonly<Record<Language, string>> = {
  json: 'JSON',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  python: 'Python',
  yaml: 'YAML',
  sql: 'SQL',
};
