import { createHash } from 'node:crypto';

const fileName = 'SHA256SUMS';

const line = (path: string, text: string): string =>
  `${createHash('sha256').update(text).digest('hex')}  ${path}\n`;

/**
 * An index for every environment: its files with their checksums, as `sha256sum --check` reads them in the folder of the
 * environment.
 */
export const checksums = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  const lines = new Map<string, string>();
  for (const [path, text] of files) {
    const slash = path.indexOf('/');
    const index = `${path.slice(0, slash)}/${fileName}`;
    lines.set(index, (lines.get(index) ?? '') + line(path.slice(slash + 1), text));
  }
  return lines;
};
