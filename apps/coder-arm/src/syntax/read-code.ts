import type { Language } from '@octollm/contracts';
import { readJson } from './json/read-json.ts';
import { readPython } from './python/read-python.ts';
import type { Reading } from './reading.ts';
import { readScript } from './script/read-script.ts';
import { readSql } from './sql.ts';
import { readYaml } from './yaml.ts';

const readers: Readonly<Record<Language, (code: string) => Reading | Promise<Reading>>> = {
  json: readJson,
  javascript: (code) => readScript(code, 'javascript'),
  typescript: (code) => readScript(code, 'typescript'),
  python: readPython,
  yaml: readYaml,
  sql: readSql,
};

/** What the parser of a language says of code. */
export const readCode = async (code: string, language: Language): Promise<Reading> => readers[language](code);
