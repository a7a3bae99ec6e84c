import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { ArchiveError } from './archived-task.ts';

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** More than a file can hold that this code wrote; a file that claims to hold more is not expanded. */
const mostBytes = 1_000_000_000;

/** Lines, each ended by a line feed, compressed. */
export const packLines = (lines: readonly string[]): Promise<Uint8Array> =>
  compress(lines.map((line) => `${line}\n`).join(''));

/** @throws ArchiveError when the bytes are not whole compressed lines */
export async function unpackLines(bytes: Uint8Array): Promise<string[]> {
  const text = await expandText(bytes);
  if (text !== '' && !text.endsWith('\n'))
    throw new ArchiveError('The last line of the archive is not whole.');
  return text.split('\n').slice(0, -1);
}

async function expandText(bytes: Uint8Array): Promise<string> {
  try {
    return (await expand(bytes, { maxOutputLength: mostBytes })).toString('utf8');
  } catch (error) {
    throw new ArchiveError('The archive is not a gzip file, or not a whole one.', { cause: error });
  }
}

/** The SHA-256 of bytes, in lower-case hexadecimal. */
export const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
