import { executorArm, guardianArm, judgeArm, retrieverArm, type Service } from '@octollm/catalogue';
import { type Answer, newId, type Plan, type PlanStep } from '@octollm/contracts';

interface Tool {
  readonly id: string;
  readonly arm: Service;
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly dependsOn: readonly string[];
}

const answer: Answer = { output: 'none', answerable: true, confidence: 1, citations: [], artifacts: [] };

/** The diamond that every contender carries out: one tool, three beside each other, one. */
const diamond: readonly Tool[] = [
  { id: 'first', arm: guardianArm, action: 'check', input: { text: 'none' }, dependsOn: [] },
  { id: 'left', arm: guardianArm, action: 'check', input: { text: 'none' }, dependsOn: ['first'] },
  { id: 'middle', arm: retrieverArm, action: 'search', input: { query: 'none' }, dependsOn: ['first'] },
  {
    id: 'right',
    arm: executorArm,
    action: 'execute',
    input: { tool: 'http_get', args: { url: 'http://127.0.0.1/' } },
    dependsOn: ['first'],
  },
  {
    id: 'last',
    arm: judgeArm,
    action: 'validate',
    // A task ends through the judge, and its result is the answer that was judged.
    input: { goal: 'none', answer, passages: [], acceptance_criteria: [] },
    dependsOn: ['left', 'middle', 'right'],
  },
];

/** The steps of the graph, and those that wait for one another. */
export const stepCount = diamond.length;

const toStep = ({ id, arm, action, input, dependsOn }: Tool): PlanStep => ({
  id,
  arm: arm.name,
  action,
  input,
  depends_on: [...dependsOn],
  acceptance_criteria: [],
  risk: 'low',
  estimated_tokens: 0,
  estimated_seconds: 0,
  timeout_seconds: 30,
  retry: { max_attempts: 1, initial_backoff_ms: 0, max_backoff_ms: 0 },
  idempotent: true,
});

/** The diamond as the planner would answer it. */
export const diamondPlan = (): Plan => ({
  id: newId(),
  steps: diamond.map(toStep),
  rationale: 'The graph of the benchmark.',
  confidence: 1,
});
