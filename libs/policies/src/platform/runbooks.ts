import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Runbooks } from '../rules/rule.ts';

/** Where the runbooks of the platform are. */
const runbookFolder = fileURLToPath(new URL('../../../../docs/operations/runbooks', import.meta.url));

/** The address of a heading, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const headingsIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading = '']) => anchorOf(heading)));

/** The runbooks in a folder with their headings; undefined when there is no such folder. What is called README is none. */
export const runbooksIn = (folder: string = runbookFolder): Runbooks | undefined =>
  existsSync(folder)
    ? new Map(
        readdirSync(folder)
          .filter((file) => file.endsWith('.md') && file !== 'README.md')
          .map((file) => [file, headingsIn(readFileSync(join(folder, file), 'utf8'))]),
      )
    : undefined;
