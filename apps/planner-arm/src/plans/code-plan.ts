import { coderArm, executorArm, judgeArm } from '@octollm/catalogue';
import type { CoderOperation, Language, PlannerInput } from '@octollm/contracts';
import { withoutReferences } from '@octollm/routing';
import type { DraftStep, PlanDraft } from '../model/plan-draft.ts';

const languages: readonly (readonly [Language, RegExp])[] = [
  ['typescript', /\btypescript\b|\bts\b/i],
  ['javascript', /\b(?:javascript|js|node(?:\.js)?)\b/i],
  ['python', /\bpython\b/i],
  ['sql', /\b(?:sql|postgres(?:ql)?)\b/i],
  ['yaml', /\byaml\b/i],
  ['json', /\bjson\b/i],
];
const runnable: ReadonlySet<Language> = new Set(['javascript', 'typescript', 'python']);

/** The language that a goal names first in this order; Python, which most people read, when it names none. */
const languageOf = (goal: string): Language =>
  languages.find(([, names]) => names.test(goal))?.[0] ?? 'python';

/** Tokens of a step that writes code, within a share of the budget. */
const writingTokens = ({ budget }: PlannerInput): number =>
  Math.min(2_000, Math.floor(budget.max_tokens / 4));

const can = ({ arms }: PlannerInput, arm: string, action: string): boolean =>
  arms.some(({ arm_id, capabilities }) => arm_id === arm && capabilities.includes(action));

/** An instruction of the coder may have so many characters. */
const longestInstruction = 10_000;

/**
 * The plan for a goal of one piece of code: write it, write tests, run them, mend what they find, run them again, and
 * verify. Where tests cannot be run it is written and verified. Undefined without the coder or the judge.
 */
export const codePlan = (input: PlannerInput): PlanDraft | undefined => {
  if (!can(input, coderArm.name, 'code') || !can(input, judgeArm.name, 'validate')) return undefined;
  const goal = withoutReferences(input.goal.trim()).slice(0, longestInstruction);
  const language = languageOf(goal);
  const estimated_tokens = writingTokens(input);
  const write = (id: string, operation: CoderOperation, more: object, depends_on: string[]): DraftStep => ({
    id,
    arm: coderArm.name,
    action: 'code',
    input: { operation, language, instruction: goal, ...more },
    depends_on,
    estimated_tokens,
    estimated_seconds: 20,
  });
  const run = (id: string, of: string): DraftStep => ({
    id,
    arm: executorArm.name,
    action: 'execute',
    input: { tool: `{{steps.${of}.output.run.tool}}`, args: `{{steps.${of}.output.run.args}}` },
    depends_on: [of],
    estimated_tokens: 0,
    estimated_seconds: 5,
  });
  const verify = (code: string, evidence: readonly string[]): DraftStep => ({
    id: 'verify',
    arm: judgeArm.name,
    action: 'validate',
    input: {
      goal,
      answer: {
        output: `\`\`\`${language}\n{{steps.${code}.output.code}}\n\`\`\``,
        answerable: true,
        confidence: 0.8,
        citations: [],
      },
      acceptance_criteria: input.acceptance_criteria.map(withoutReferences),
      evidence: evidence.map((id) => ({ label: 'tests', content: `{{steps.${id}.output}}` })),
    },
    depends_on: [code, ...evidence],
    estimated_tokens: 0,
    estimated_seconds: 5,
  });
  const generate = write('generate', 'generate', {}, []);
  if (!runnable.has(language) || !can(input, executorArm.name, 'execute'))
    return {
      steps: [generate, verify('generate', [])],
      rationale: 'The goal is a piece of code that cannot be run here: write it and verify it.',
      confidence: 0.6,
    };
  const code = '{{steps.generate.output.code}}';
  const tests = '{{steps.tests.output.code}}';
  return {
    steps: [
      generate,
      write('tests', 'test', { code }, ['generate']),
      run('run', 'tests'),
      write('mend', 'debug', { code, tests, test_run: '{{steps.run.output}}' }, ['generate', 'tests', 'run']),
      run('rerun', 'mend'),
      verify('mend', ['rerun']),
    ],
    rationale: 'The goal is a piece of code: write it, test it, mend what the tests find, and verify it.',
    confidence: 0.7,
  };
};
