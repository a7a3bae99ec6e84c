import { describe, expect, it } from 'vitest';
import { inputFor } from '../planner-input.fixture.ts';
import { codePlan } from '../plans/code-plan.ts';
import { reasonsAgainst } from './check-draft.ts';
import { codeArms, draftOf, summaryDraft } from './plan-draft.fixture.ts';
import type { DraftStep } from './plan-draft.ts';
import { planOf } from './to-plan.ts';

const input = inputFor('Summarise the minutes of the harbour board.');
const [search, answer, verify] = summaryDraft.steps as [DraftStep, DraftStep, DraftStep];
const against = (...steps: DraftStep[]): readonly string[] => reasonsAgainst(draftOf(...steps), input);

describe('a draft of a plan', () => {
  it('is good when every step can be carried out and the last one verifies', () => {
    expect(reasonsAgainst(summaryDraft, input)).toEqual([]);
  });

  it.each<[string, DraftStep[], string]>([
    [
      'an arm that is not there',
      [search, { ...answer, arm: 'oracle-arm' }, verify],
      'needs the arm oracle-arm',
    ],
    [
      'an action that its arm does not offer',
      [search, { ...answer, action: 'guess' }, verify],
      'retriever-arm does not offer guess',
    ],
    [
      'an action that no plan may use',
      [search, { ...answer, action: 'ingest', input: { text: 'x', media_type: 'text/plain' } }, verify],
      'does not offer ingest to a plan',
    ],
    [
      'an input that its action does not take',
      [{ ...search, input: { query: 'x', limit: 1_000, wide: true } }, answer, verify],
      'The input of step search: /limit is more than 100',
    ],
    ['an input that lacks something', [{ ...search, input: {} }, answer, verify], 'it lacks query'],
    [
      'a tool that is not there',
      [
        search,
        { ...search, id: 'tool', arm: 'executor-arm', action: 'execute', input: { tool: 'rm', args: {} } },
        answer,
        verify,
      ],
      '/tool must be one of',
    ],
    [
      'arguments that the tool does not take',
      [
        search,
        {
          ...search,
          id: 'tool',
          arm: 'executor-arm',
          action: 'execute',
          input: { tool: 'http_get', args: { address: 'https://a.example' } },
        },
        answer,
        verify,
      ],
      'The input of step tool, its args: it lacks url',
    ],
    ['a step that is not there', [search, { ...answer, depends_on: ['find'] }, verify], 'depends on find'],
    ['two steps of one name', [search, search, answer, verify], 'Two steps are called search'],
    ['steps that wait for later ones', [answer, search, verify], 'which does not stand before it'],
    [
      'a circle',
      [{ ...search, depends_on: ['answer'] }, answer, verify],
      'These steps wait for each other: search -> answer -> search',
    ],
    [
      'a part that an output does not have',
      [search, { ...answer, input: { question: 'q', passages: '{{steps.search.output.passages}}' } }, verify],
      'refers to output.passages of search, which has method, results',
    ],
    ['nothing that verifies', [search, answer], 'The last step must verify'],
    [
      'more tokens than the budget has',
      [{ ...search, estimated_tokens: 50_000 }, answer, verify],
      'the budget allows 10000',
    ],
    [
      'more time than the budget has',
      [{ ...search, estimated_seconds: 400 }, answer, verify],
      'the budget allows 300',
    ],
  ])('is not good with %s', (_, steps, reason) => {
    expect(against(...steps).join(' ')).toContain(reason);
  });

  it('is not good when a required capability has no step', () => {
    const reasons = reasonsAgainst(summaryDraft, { ...input, required_capabilities: ['code', 'search'] });
    expect(reasons).toEqual(['No step does code, which the task requires.']);
  });

  it('must match the schemas that a foreign arm gives, and may use one that gives none', () => {
    const weather = { ...search, id: 'weather', arm: 'weather-arm', action: 'forecast', input: { town: 7 } };
    const steps = [search, weather, answer, verify];
    const withArm = (input_schema?: Record<string, unknown>) => ({
      ...input,
      arms: [
        ...input.arms,
        { arm_id: 'weather-arm', capabilities: ['forecast'], ...(input_schema && { input_schema }) },
      ],
    });
    const schema = { forecast: { type: 'object', properties: { town: { type: 'string' } } } };
    expect(reasonsAgainst(draftOf(...steps), withArm(schema)).join()).toContain('/town is integer');
    expect(reasonsAgainst(draftOf(...steps), withArm())).toEqual([]);
  });
});

describe('a plan that was drafted', () => {
  it('has its risks and repetitions from the registry of tools, whatever the draft says', () => {
    const tool = (name: string): DraftStep => ({
      ...search,
      id: name,
      arm: 'executor-arm',
      action: 'execute',
      input: { tool: name, args: {} },
    });
    const { steps } = planOf(
      draftOf(tool('http_get'), tool('http_post'), tool('{{steps.x.output.tool}}'), {
        ...search,
        arm: 'weather-arm',
      }),
      input,
    );
    expect(steps.map(({ risk, idempotent, retry }) => [risk, idempotent, retry.max_attempts])).toEqual([
      ['low', true, 4],
      ['high', false, 1],
      ['high', false, 1],
      ['medium', false, 1],
    ]);
  });
});

describe('the plan for a piece of code', () => {
  const code = inputFor('Write a Python function that reverses a list.', { arms: codeArms });

  it('writes, tests, mends, tests again and verifies', () => {
    const draft = codePlan(code);
    expect(draft?.steps.map(({ id }) => id)).toEqual(['generate', 'tests', 'run', 'mend', 'rerun', 'verify']);
    expect(draft && reasonsAgainst(draft, code)).toEqual([]);
    expect(draft?.steps[0]?.input).toMatchObject({ operation: 'generate', language: 'python' });
  });

  it('runs nothing where that cannot be', () => {
    const sql = codePlan({ ...code, goal: 'Write an SQL query for the ten oldest ships.' });
    expect(sql?.steps.map(({ id }) => id)).toEqual(['generate', 'verify']);
    expect(
      codePlan({ ...code, arms: codeArms.filter(({ arm_id }) => arm_id !== 'executor-arm') })?.steps,
    ).toHaveLength(2);
    expect(codePlan(inputFor('Write code.'))).toBeUndefined();
  });
});
