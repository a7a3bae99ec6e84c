import { GuardianCheck } from '@octollm/contracts';
import { screen } from '@octollm/guardrails';
import { median, rounded } from '../median.ts';

/** Characters of the texts that are screened; ASCII, so bytes as well. */
const sizes = [100, 1_000, 10_000, 100_000] as const;
const warmUpMs = 300;
const rounds = 9;
const roundMs = 60;

/** Prose as callers send it: numbers, a date, a phone number, a name, nothing that is redacted. */
const prose =
  'Dear team, please find the notes of the meeting on 12 March 2026 below. The budget of the project was raised to 12,500 euro, and Anna will call the supplier at +44 20 7946 0958 to confirm the order of 40 cables. ';

const textOf = (size: number): string => prose.repeat(Math.ceil(size / prose.length)).slice(0, size);

/** Microseconds of one call: the median of rounds after a warm-up. */
const cost = (work: () => void): number => {
  const run = (ms: number): number => {
    const began = performance.now();
    let calls = 0;
    let now = began;
    while (now - began < ms) {
      work();
      calls += 1;
      now = performance.now();
    }
    return ((now - began) / calls) * 1_000;
  };
  run(warmUpMs);
  return median(Array.from({ length: rounds }, () => run(roundMs)));
};

/** What each check of the guardrails, and all of them together, cost a text of each size, in microseconds. */
export const stageFigures = (): Readonly<Record<string, number>> => {
  const stages = [
    ...GuardianCheck.options.map((check) => [check, [check]] as const),
    ['all', GuardianCheck.options] as const,
  ];
  return Object.fromEntries(
    stages.flatMap(([name, checks]) =>
      sizes.map((size) => {
        const text = textOf(size);
        return [`stage_${name}_${size}_us`, rounded(cost(() => screen(text, checks)))] as const;
      }),
    ),
  );
};
