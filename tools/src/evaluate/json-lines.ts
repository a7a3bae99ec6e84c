import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { UserError } from '../output/index.ts';

/**
 * The rows of a file with one JSON value on each line.
 * @throws UserError when the file cannot be read or a line is not as the schema says
 */
export const readJsonLines = async <T>(path: string, schema: z.ZodType<T>): Promise<readonly T[]> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UserError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  return text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      try {
        return schema.parse(JSON.parse(line));
      } catch (error) {
        throw new UserError(
          `${path}, line ${number}: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    });
};
