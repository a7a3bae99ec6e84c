import { readFile } from 'node:fs/promises';
import { UserError } from '../../../output/index.ts';

/** @throws UserError when the file cannot be read */
export const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};
