import { readFile, rename, writeFile } from 'node:fs/promises';
import type { z } from 'zod';
import { UserError } from '../output/index.ts';

const ownerOnly = 0o600;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Reads a JSON file that the tools wrote; undefined when it does not exist.
 * @throws UserError when it holds something else
 */
export const readJson = async <S extends z.ZodType>(
  path: string,
  schema: S,
): Promise<z.infer<S> | undefined> => {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const { data } = schema.safeParse(parseJson(text));
  if (data === undefined)
    throw new UserError(`${path} is damaged. Remove it, or begin anew with: npm start -- --fresh`);
  return data;
};

/** Writes a JSON file that only its owner can read. Whoever reads it meanwhile sees the old one or the new one. */
export const writePrivateJson = async (path: string, value: unknown): Promise<void> => {
  const staging = `${path}.${process.pid}`;
  await writeFile(staging, `${JSON.stringify(value, undefined, 2)}\n`, { mode: ownerOnly });
  await rename(staging, path);
};
