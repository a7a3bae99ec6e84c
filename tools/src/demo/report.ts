import type { Task, TaskPlan } from '@octollm/contracts';
import { formatSeconds, type Output } from '../output/index.ts';

const passageLength = 160;
const idWidth = 16;
const armWidth = 15;

const shortened = (passage: string): string => {
  const line = passage.replaceAll(/\s+/g, ' ').trim();
  return line.length <= passageLength ? line : `${line.slice(0, passageLength)} …`;
};

const answerLines = (task: Task, { paint }: Pick<Output, 'paint'>): string[] => {
  const { result } = task;
  if (result === null) return [];
  return [
    paint('bold', 'Answer'),
    ...result.output.split('\n').map((line) => `  ${line}`),
    '',
    paint('bold', 'Citations'),
    ...result.citations.flatMap(({ index, title, source, passage }) => [
      `  [${index}] ${title ?? 'untitled'} (${source ?? 'no source'})`,
      paint('gray', `      "${shortened(passage)}"`),
    ]),
    '',
    `confidence  ${result.confidence.toFixed(2)}${result.degraded ? `  degraded: ${result.degraded_reasons.join('; ')}` : ''}`,
  ];
};

/** What a person wants to see of a task that has ended: answer, citations, confidence, times, trace. */
export const reportLines = (
  task: Task,
  plan: TaskPlan | undefined,
  output: Pick<Output, 'paint'>,
): readonly string[] => [
  '',
  ...answerLines(task, output),
  ...(plan?.steps ?? []).map(({ id, arm, duration_ms }) => {
    const time = duration_ms === null ? 'did not run' : formatSeconds(duration_ms);
    return `step        ${id.padEnd(idWidth)} ${arm.padEnd(armWidth)} ${time}`;
  }),
  `trace       ${task.trace_id}`,
  '',
];
