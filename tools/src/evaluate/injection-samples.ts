import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Origin } from '@octollm/guardrails';
import { z } from 'zod';
import { readJsonLines } from './json-lines.ts';

const Row = z.object({ set: z.string(), label: z.union([z.literal(0), z.literal(1)]), text: z.string() });
type Row = z.infer<typeof Row>;
const Context = z.object({ context: z.string() });

/** A text of a set, whether it is an attack (1), and where it comes from. */
export interface InjectionSample extends Row {
  readonly origin: Origin;
}

/** The strings of BIPIA are attacks only inside something else: each is put into an e-mail, at the end of its text. */
const insideEmails = (rows: readonly Row[], emails: readonly string[]): readonly InjectionSample[] => {
  const attacks = rows.filter(({ set }) => set.startsWith('bipia'));
  return emails.length === 0
    ? []
    : [
        ...emails.map((text): InjectionSample => ({ set: 'e-mails', label: 0, text, origin: 'content' })),
        ...attacks.map(
          ({ set, text }, index): InjectionSample => ({
            set: `${set} in e-mails`,
            label: 1,
            text: `${emails[index % emails.length]}\n${text}`,
            origin: 'content',
          }),
        ),
      ];
};

/**
 * The texts of `injection.jsonl`, and those of BIPIA inside the e-mails of `email-contexts.jsonl` when there are any.
 * @throws UserError when a file cannot be read or a line is not as it should be
 */
export const readInjectionSamples = async (folder: string): Promise<readonly InjectionSample[]> => {
  const rows = await readJsonLines(join(folder, 'injection.jsonl'), Row);
  const contexts = join(folder, 'email-contexts.jsonl');
  const emails = existsSync(contexts) ? await readJsonLines(contexts, Context) : [];
  return [
    ...rows.map((row): InjectionSample => ({ ...row, origin: 'user' })),
    ...insideEmails(
      rows,
      emails.map(({ context }) => context),
    ),
  ];
};

/** What is counted in the set of a sample: `deepset recall`, `deepset false positives`. */
export const figureOf = ({ set, label }: InjectionSample): string =>
  `${set} ${label === 1 ? 'recall' : 'false positives'}`;
