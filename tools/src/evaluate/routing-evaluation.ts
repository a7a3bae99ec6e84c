import { join } from 'node:path';
import { QueryType } from '@octollm/contracts';
import { LabelledGoal, type Route, routeOf } from '@octollm/routing';
import type { Output } from '../output/index.ts';
import { root } from '../workspace/index.ts';
import type { Evaluation } from './evaluation.ts';
import { readJsonLines } from './json-lines.ts';
import { formatShare, shareOf } from './wilson.ts';

interface Routed {
  readonly label: LabelledGoal;
  readonly route: Route;
}

const routed = (label: LabelledGoal): Routed => ({
  label,
  route: routeOf({
    goal: label.goal,
    constraints: Array.from({ length: label.constraints }, () => 'a constraint'),
    acceptance_criteria: [],
    required_capabilities: [],
  }),
});

type Verdict = (row: Routed) => boolean;

const isOfType: Verdict = ({ label, route }) => label.query_type === route.query_type;
const isOfComplexity: Verdict = ({ label, route }) => label.complexity === route.difficulty;
const isDirect: Verdict = ({ label, route }) => label.direct === route.direct;
const isAll: Verdict = (row) => isOfType(row) && isOfComplexity(row) && isDirect(row);

const width = 12;
const cells = (values: readonly (string | number)[]): string =>
  values.map((value) => String(value).padStart(width)).join('');

/** How often what a person gave (rows) was routed as what (columns). */
const confusion = (
  output: Output,
  kinds: readonly string[],
  rows: readonly { readonly given: string; readonly found: string }[],
): void => {
  output.line(`  ${''.padEnd(width)}${cells(kinds)}`);
  for (const given of kinds)
    output.line(
      `  ${given.padEnd(width)}${cells(kinds.map((found) => rows.filter((row) => row.given === given && row.found === found).length))}`,
    );
};

const evaluate = (output: Output, name: string, rows: readonly Routed[]) => {
  output.line(`${name}: query type, given (rows) and routed (columns)`);
  confusion(
    output,
    QueryType.options,
    rows.map(({ label, route }) => ({ given: label.query_type, found: route.query_type })),
  );
  output.line(`${name}: complexity, given (rows) and routed (columns)`);
  confusion(
    output,
    ['simple', 'complex'],
    rows.map(({ label, route }) => ({ given: label.complexity, found: route.difficulty })),
  );
  const share = (verdict: Verdict) => shareOf(rows.filter(verdict).length, rows.length);
  const shares = {
    query_type: share(isOfType),
    complexity: share(isOfComplexity),
    direct: share(isDirect),
    all: share(isAll),
  };
  for (const [what, value] of Object.entries(shares))
    output.line(`  ${what.padEnd(width)} right ${formatShare(value)}`);
  for (const { label, route } of rows.filter((row) => !isAll(row)))
    output.line(
      `  wrong: ${label.query_type}/${label.complexity} taken for ${route.query_type}/${route.difficulty}: ${JSON.stringify(label.goal)}`,
    );
  return shares;
};

/** How many labelled goals go the way that a person gave them: those that the rules were made with, and the others. */
export const routing: Evaluation = {
  name: 'routing',
  description: 'query type, complexity and direct plans on the labelled goals, with the confusion',
  folder: join(root, 'libs', 'routing', 'data'),
  run: async (output, folder) => {
    const results: Record<string, unknown> = {};
    for (const name of ['train', 'held-out']) {
      const labels = await readJsonLines(join(folder, `${name}.jsonl`), LabelledGoal);
      results[name] = evaluate(output, name, labels.map(routed));
    }
    return results;
  },
};
