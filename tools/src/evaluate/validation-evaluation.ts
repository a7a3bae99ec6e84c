import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ValidationLevel } from '@octollm/contracts';
import { validateInput } from '@octollm/guardrails';
import { z } from 'zod';
import { type Output, UserError } from '../output/index.ts';
import type { Evaluation } from './evaluation.ts';
import { readJsonLines } from './json-lines.ts';
import { formatShare, type Share, shareOf } from './wilson.ts';

/** Lists of payloads, one a line, and where each is put. */
const lists = [
  { file: 'command-injection.txt', sink: 'shell' },
  { file: 'path-traversal.txt', sink: 'path' },
] as const;

const percent = (text: string): string =>
  Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const unitsOf = (text: string, write: (unit: number) => string): string =>
  Array.from({ length: text.length }, (_, index) => write(text.charCodeAt(index))).join('');

/** How the payloads are hidden, besides as they are. */
const disguises: Readonly<Record<string, (text: string) => string>> = {
  'as they are': (text) => text,
  'percent twice': (text) => percent(percent(text)),
  entities: (text) => unitsOf(text, (unit) => `&#${unit};`),
  escapes: (text) => unitsOf(text, (unit) => `\\u${unit.toString(16).padStart(4, '0')}`),
};

const Row = z.object({ set: z.string(), label: z.number(), text: z.string() });

const linesOf = async (path: string): Promise<readonly string[]> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UserError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  return text.split('\n').filter((line) => line !== '');
};

/** The share of texts that each level blocks. */
const blockedBy = (texts: readonly string[], sink: 'shell' | 'path' | 'prompt'): Record<string, Share> =>
  Object.fromEntries(
    ValidationLevel.options.map((level) => [
      level,
      shareOf(texts.filter((text) => !validateInput(text, { sink, level }).allowed).length, texts.length),
    ]),
  );

const report = (output: Output, name: string, shares: Record<string, Share>): void => {
  output.line(`  ${name}`);
  for (const [level, share] of Object.entries(shares))
    output.line(`    ${level.padEnd(12)} ${formatShare(share)}`);
};

/** How much of payload lists input validation blocks, plain and hidden, and how many harmless prompts. */
export const validation: Evaluation = {
  name: 'validation',
  description: 'input validation (share of payloads blocked by level and encoding, and of harmless prompts)',
  run: async (output, folder) => {
    const results: Record<string, Record<string, Share>> = {};
    for (const { file, sink } of lists) {
      const lines = await linesOf(join(folder, file));
      for (const [name, hide] of Object.entries(disguises)) {
        const key = `${file}, sink ${sink}, ${name}`;
        results[key] = blockedBy(lines.map(hide), sink);
        report(output, key, results[key]);
      }
    }
    const rows = await readJsonLines(join(folder, 'injection.jsonl'), Row);
    const prompts = rows.filter(({ label }) => label === 0).map(({ text }) => text);
    results['harmless prompts'] = blockedBy(prompts, 'prompt');
    report(output, 'harmless prompts', results['harmless prompts']);
    return results;
  },
};
