import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import type { Environment } from '@octollm/catalogue';

/**
 * Reads the text of a `.env` file. A name without a value (`OPENAI_API_KEY=`), as templates have them, counts as
 * not set.
 */
export const parseDotEnv = (text: string): Environment =>
  Object.fromEntries(Object.entries(parseEnv(text)).filter(([, value]) => value !== ''));

/** Reads a `.env` file; nothing is set when there is none. */
export const readDotEnv = async (path: string): Promise<Environment> => {
  try {
    return parseDotEnv(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
};
