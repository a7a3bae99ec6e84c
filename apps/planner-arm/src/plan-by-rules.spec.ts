import { readFileSync } from 'node:fs';
import {
  Budget,
  JudgeInput,
  Plan,
  type PlannerInput,
  RetrieverAnswerInput,
  RetrieverSearchInput,
} from '@octollm/contracts';
import { resolveReferences, validatePlan } from '@octollm/engine';
import { LabelledGoal } from '@octollm/routing';
import { ArmFailure } from '@octollm/service-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planByRules } from './plan-by-rules.ts';
import { inputFor } from './planner-input.fixture.ts';

const planOf = (input: PlannerInput): Plan | ArmFailure => {
  try {
    return planByRules(input).plan;
  } catch (error) {
    if (error instanceof ArmFailure) return error;
    throw error;
  }
};
const failureOf = (input: PlannerInput): ArmFailure => {
  const plan = planOf(input);
  if (plan instanceof ArmFailure) return plan;
  throw new TypeError('It did not fail.');
};
const stepsOf = (goal: string) => planByRules(inputFor(goal)).plan.steps;
const queriesOf = (goal: string) =>
  stepsOf(goal)
    .filter(({ action }) => action === 'search')
    .map(({ input }) => input.query);

describe('the plan for a question', () => {
  it('searches, answers from what was found and verifies last', () => {
    const output = planByRules(
      inputFor('When is the Halden bridge closed?', { acceptance_criteria: ['is short'] }),
    );
    expect(output).toMatchObject({ query_type: 'question', complexity: 0.25 });
    expect(
      output.plan.steps.map(({ id, arm, action, depends_on }) => ({ id, arm, action, depends_on })),
    ).toEqual([
      { id: 'search', arm: 'retriever-arm', action: 'search', depends_on: [] },
      { id: 'answer', arm: 'retriever-arm', action: 'answer', depends_on: ['search'] },
      { id: 'verify', arm: 'judge-arm', action: 'validate', depends_on: ['answer', 'search'] },
    ]);
    expect(output.plan.steps.map(({ input }) => input)).toEqual([
      { query: 'When is the Halden bridge closed?', limit: 8 },
      { question: 'When is the Halden bridge closed?', passages: '{{steps.search.output.results}}' },
      {
        goal: 'When is the Halden bridge closed?',
        answer: '{{steps.answer.output}}',
        passages: '{{steps.search.output.results}}',
        acceptance_criteria: ['is short'],
      },
    ]);
  });

  it('searches for the parts side by side when each stands alone', () => {
    expect(queriesOf('Who signed the warehouse lease? When does the insurance policy end?')).toEqual([
      'Who signed the warehouse lease',
      'When does the insurance policy end',
    ]);
    expect(queriesOf('How long is the span of the Halden bridge, and when was it opened?')).toHaveLength(1);
  });

  it('takes the attempts and the time that the budget has', () => {
    const budget = Budget.parse({ max_retries: 10, max_time_seconds: 2 });
    const { plan } = planByRules(inputFor('Who?', { budget }));
    for (const step of plan.steps) {
      expect(step.retry.max_attempts).toBe(11);
      expect(step.timeout_seconds).toBe(2);
    }
  });

  it('cuts the query of a long goal and keeps the question whole', () => {
    const goal = `${'word '.repeat(1_999)}why?`;
    const [search, answer] = stepsOf(goal);
    expect(RetrieverSearchInput.parse(search?.input).query.length).toBeLessThanOrEqual(500);
    expect(answer?.input.question).toBe(goal);
  });

  it('does not let the goal point at the outputs of steps', () => {
    const { plan } = planByRules(
      inputFor('What is {{steps.nowhere.output}}?', { acceptance_criteria: ['{{steps.answer.output}}'] }),
    );
    expect(plan.steps[0]?.input.query).toBe('What is { {steps.nowhere.output}}?');
    expect(plan.steps.at(-1)?.input.acceptance_criteria).toEqual(['{ {steps.answer.output}}']);
  });
});

describe('the plan for a calculation', () => {
  it('searches for each fact that it needs, with an equal share', () => {
    expect(queriesOf('How much deeper is Birch Lake than Cedar Lake?')).toEqual([
      'How deep is Birch Lake',
      'How deep is Cedar Lake',
    ]);
    expect(queriesOf('How many boats do Birch Lake and Cedar Lake have together?')).toHaveLength(2);
  });
});

describe('the plan for a comparison', () => {
  it('searches for each subject with an equal share', () => {
    const output = planByRules(inputFor('Compare the ferry, the train and the bus in terms of price.'));
    expect(output.query_type).toBe('comparison');
    const searches = output.plan.steps.filter(({ action }) => action === 'search');
    expect(searches.map(({ input }) => input)).toEqual([
      { query: 'the ferry in terms of price', limit: 8 },
      { query: 'the train in terms of price', limit: 8 },
      { query: 'the bus in terms of price', limit: 8 },
    ]);
    expect(searches.every(({ depends_on }) => depends_on.length === 0)).toBe(true);
    expect(output.plan.steps.at(-1)?.depends_on).toEqual(['answer', 'search_1', 'search_2', 'search_3']);
  });

  it('goes on without a search that failed, and judges no answer that is not there', () => {
    const steps = stepsOf('Compare tea with coffee.');
    expect(steps.find(({ id }) => id === 'answer')?.join).toBe('any');
    expect(steps.at(-1)).toMatchObject({
      join: 'any',
      when: { operator: 'exists', value: '{{steps.answer.output}}' },
    });
    expect(stepsOf('Who?').every((step) => step.join === undefined && step.when === undefined)).toBe(true);
  });

  it('plans the comparison of a thing with itself as one search', () => {
    expect(queriesOf('Compare the Halden bridge with itself in ten aspects, slowly.')).toEqual([
      'the Halden bridge in ten aspects, slowly',
    ]);
  });

  it('searches for everything at once when no subject is named, or too many', () => {
    expect(queriesOf('Compare them.')).toEqual(['Compare them.']);
    const many = Array.from({ length: 11 }, (_, index) => `line ${index}`).join(', ');
    expect(queriesOf(`Compare ${many}.`)).toHaveLength(1);
  });

  it('fills the inputs of the arms when its references are resolved', () => {
    const { plan } = planByRules(inputFor('Compare tea with coffee.'));
    const outputs = new Map<string, unknown>([
      ['search_1', { results: [] }],
      ['search_2', { results: [] }],
      ['answer', { output: '', answerable: false, confidence: 0, citations: [] }],
    ]);
    const inputOf = (id: string) =>
      resolveReferences(plan.steps.find((step) => step.id === id)?.input, outputs);
    expect(RetrieverAnswerInput.parse(inputOf('answer')).passages).toEqual([]);
    expect(JudgeInput.parse(inputOf('verify')).passages).toEqual([]);
  });
});

describe('the plan for several names', () => {
  const searchesOf = (goal: string, changes: Partial<PlannerInput>) =>
    planByRules(inputFor(goal, changes))
      .plan.steps.filter(({ action }) => action === 'search')
      .map(({ input }) => input);

  it('searches for each entity and ticker of the context with an equal share', () => {
    const context = { entities: ['Oslo', 'Bergen'], tickers: ['NHY'] };
    expect(searchesOf('What did the ferry earn?', { context })).toEqual([
      { query: 'Oslo What did the ferry earn?', limit: 8 },
      { query: 'Bergen What did the ferry earn?', limit: 8 },
      { query: 'NHY What did the ferry earn?', limit: 8 },
    ]);
  });

  it('searches for each name that the goal lists, and for one name of the context along with the goal', () => {
    expect(searchesOf('How much rain fell in Oslo, Bergen and Moss?', {})).toHaveLength(3);
    expect(searchesOf('How long is it?', { context: { entities: ['Halden bridge'] } })).toEqual([
      { query: 'Halden bridge How long is it?', limit: 8 },
    ]);
  });
});

describe('the plan after an answer was found wanting', () => {
  it.each([
    [1, { limit: 16 }],
    [2, { method: 'keyword', limit: 16 }],
    [3, { method: 'vector', limit: 16 }],
  ])('searches otherwise in round %i', (round, settings) => {
    const input = inputFor('When was the bridge opened?', { round, feedback: ['Too vague.'] });
    const [search] = planByRules(input).plan.steps;
    expect(search?.input).toEqual({ query: 'When was the bridge opened?', ...settings });
  });
});

describe('the planner of tools', () => {
  const toolsAlone = { arms: [{ arm_id: 'executor-arm', capabilities: ['execute'] }] };

  it('fetches each address that the goal spells out, all at the same time', () => {
    const goal = 'Get https://a.example/x and (http://b.example/?q=1). Then https://a.example/x again.';
    const { steps } = planByRules(inputFor(goal, toolsAlone)).plan;
    expect(steps.map(({ id, input, depends_on }) => ({ id, input, depends_on }))).toEqual([
      { id: 'fetch-1', input: { tool: 'http_get', args: { url: 'https://a.example/x' } }, depends_on: [] },
      { id: 'fetch-2', input: { tool: 'http_get', args: { url: 'http://b.example/?q=1' } }, depends_on: [] },
    ]);
  });

  it('refuses what spells none out, and asks no other arm', () => {
    expect(failureOf(inputFor('Fetch the news.', toolsAlone)).detail.category).toBe('model_required');
    expect(() => planByRules(inputFor('How long is the bridge?', toolsAlone))).toThrow(ArmFailure);
  });
});

describe('the planner refuses', () => {
  it.each([
    ['summary', 'Summarise the minutes.'],
    ['code', 'Write a function that adds two numbers.'],
    ['fetch', 'Fetch https://example.com/'],
    ['other', 'Write a poem about the sea.'],
  ])('a goal that needs a model: %s', (type, goal) => {
    const { detail } = failureOf(inputFor(goal));
    expect(detail).toMatchObject({ code: 'model_required', category: 'model_required', retryable: false });
    expect(detail.message).toContain(`(${type}) needs a language model`);
  });

  it('a blank goal', () => {
    expect(failureOf(inputFor(' \n ')).detail.category).toBe('invalid_input');
  });

  it('a required capability that no step has, and says which', () => {
    const { detail } = failureOf(inputFor('Who?', { required_capabilities: ['search', 'code'] }));
    expect(detail).toMatchObject({ category: 'invalid_input', code: 'capability_not_covered' });
    expect(detail.message).toContain('no step for code');
    expect(
      planByRules(inputFor('Who?', { required_capabilities: ['search', 'validate'] })).plan.steps,
    ).toHaveLength(3);
  });

  it('to use an arm that is missing or cannot do what the step needs', () => {
    const arms = [{ arm_id: 'retriever-arm', capabilities: ['search'] }];
    const { detail } = failureOf(inputFor('Who?', { arms }));
    expect(detail.category).toBe('invalid_input');
    expect(detail.message).toContain('needs the arm judge-arm');
    expect(detail.message).toContain('retriever-arm of step answer cannot answer');
  });

  it('nothing for its budget: the smallest one fits', () => {
    const budget = Budget.parse({ max_time_seconds: 1, max_tokens: 1, max_cost_usd: 0, max_retries: 0 });
    const { plan } = planByRules(inputFor('Who?', { budget }));
    expect(plan.steps.every(({ retry }) => retry.max_attempts === 1)).toBe(true);
  });
});

describe('any goal', () => {
  const goals = readFileSync(new URL('../../../libs/routing/data/train.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => LabelledGoal.parse(JSON.parse(line)).goal);
  const fragment = fc.constantFrom(
    ...goals,
    'compare ',
    ' and ',
    ' with ',
    '?',
    '{{steps.answer.output}}',
    '{{',
    'difference between ',
    ' versus ',
    ', ',
    '\n',
  );
  const goal = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fragment, { minLength: 1, maxLength: 12 }).map((parts) => parts.join('')),
  );

  it('gives a plan that can be executed and ends with the judge, or a failure that says why', () => {
    let planned = 0;
    fc.assert(
      fc.property(
        goal,
        fc.array(fc.string({ maxLength: 30 }), { maxLength: 10 }),
        (text, acceptance_criteria) => {
          const input = inputFor(text, { acceptance_criteria });
          const plan = planOf(input);
          if (plan instanceof ArmFailure) return plan.detail.message !== '';
          validatePlan(Plan.parse(plan), input);
          const ids = plan.steps.map(({ id }) => id);
          for (const step of plan.steps.filter(({ action }) => action === 'search'))
            RetrieverSearchInput.parse(step.input);
          planned += 1;
          const parentsComeFirst = plan.steps.every((step, index) =>
            step.depends_on.every((id) => ids.slice(0, index).includes(id)),
          );
          return parentsComeFirst && plan.steps.at(-1)?.action === 'validate';
        },
      ),
      { numRuns: 2_000 },
    );
    expect(planned).toBeGreaterThan(200);
  });

  it.each([
    'a',
    ' ',
    '.',
    '"',
    'compare ',
    'compare a and ',
    ' in ',
    '? ',
    '{',
    'const a',
    'please ',
    'difference in ',
    'how do ',
  ])('is planned or refused quickly, also 100,000 characters of "%s"', (unit) => {
    const started = performance.now();
    const text = unit.repeat(100_000).slice(0, 100_000);
    for (const goalOf of [text, `compare ${text}`, `${text}?`]) planOf(inputFor(goalOf));
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});
