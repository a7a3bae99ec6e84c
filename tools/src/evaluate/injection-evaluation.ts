import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { detectInjection, type InjectionFinding, type Origin } from '@octollm/guardrails';
import { z } from 'zod';
import type { Output } from '../output/index.ts';
import type { EvaluationResult } from './evaluation.ts';
import { readJsonLines } from './json-lines.ts';
import { formatShare, shareOf } from './wilson.ts';

const Row = z.object({ set: z.string(), label: z.union([z.literal(0), z.literal(1)]), text: z.string() });
type Row = z.infer<typeof Row>;
const Context = z.object({ context: z.string() });

interface Sample extends Row {
  readonly origin: Origin;
}

/** The strings of BIPIA are attacks only inside something else: each is put into an e-mail, at the end of its text. */
const insideEmails = (rows: readonly Row[], emails: readonly string[]): readonly Sample[] => {
  const attacks = rows.filter(({ set }) => set.startsWith('bipia'));
  return emails.length === 0
    ? []
    : [
        ...emails.map((text): Sample => ({ set: 'e-mails', label: 0, text, origin: 'content' })),
        ...attacks.map(
          ({ set, text }, index): Sample => ({
            set: `${set} in e-mails`,
            label: 1,
            text: `${emails[index % emails.length]}\n${text}`,
            origin: 'content',
          }),
        ),
      ];
};

const blocks = (findings: readonly InjectionFinding[]): boolean =>
  findings.some(({ severity }) => severity === 'high' || severity === 'critical');

/** Recall for attacks and false positives for others, by set: of any finding, and of one that blocks. */
export const evaluateInjection = async (output: Output, folder: string): Promise<EvaluationResult> => {
  const rows = await readJsonLines(join(folder, 'injection.jsonl'), Row);
  const contexts = join(folder, 'email-contexts.jsonl');
  const emails = existsSync(contexts) ? await readJsonLines(contexts, Context) : [];
  const samples = [
    ...rows.map((row): Sample => ({ ...row, origin: 'user' })),
    ...insideEmails(
      rows,
      emails.map(({ context }) => context),
    ),
  ];
  const results: Record<string, unknown> = {};
  const began = performance.now();
  const seen = samples.map((sample) => ({
    sample,
    findings: detectInjection(sample.text, { origin: sample.origin }),
  }));
  const microseconds = ((performance.now() - began) * 1_000) / samples.length;
  output.line('injection: share of rows with a finding | with one that blocks (high, critical)');
  for (const key of [
    ...new Set(samples.map(({ set, label }) => `${set} ${label === 1 ? 'recall' : 'false positives'}`)),
  ].toSorted()) {
    const group = seen.filter(
      ({ sample: { set, label } }) => key === `${set} ${label === 1 ? 'recall' : 'false positives'}`,
    );
    const flagged = shareOf(group.filter(({ findings }) => findings.length > 0).length, group.length);
    const blocked = shareOf(group.filter(({ findings }) => blocks(findings)).length, group.length);
    output.line(`  ${key.padEnd(30)} ${formatShare(flagged).padEnd(30)} | ${formatShare(blocked)}`);
    results[key] = { flagged, blocked };
  }
  output.line(`  ${microseconds.toFixed(0)} us a text`);
  return { ...results, microseconds_per_text: Math.round(microseconds) };
};
