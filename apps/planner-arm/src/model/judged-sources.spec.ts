import { describe, expect, it } from 'vitest';
import { inputFor } from '../planner-input.fixture.ts';
import { codePlan } from '../plans/code-plan.ts';
import { reasonsAgainst } from './check-draft.ts';
import { withJudgedSources } from './judged-sources.ts';
import { codeArms, draftOf, summaryDraft } from './plan-draft.fixture.ts';
import type { DraftStep } from './plan-draft.ts';

const [search, answer, verify] = summaryDraft.steps as [DraftStep, DraftStep, DraftStep];
const second = { ...search, id: 'second' };
const both = {
  ...answer,
  input: { question: 'q', passages: ['{{steps.search.output.results}}', '{{steps.second.output.results}}'] },
  depends_on: ['search', 'second'],
};
const fetch: DraftStep = {
  ...search,
  id: 'fetch',
  arm: 'executor-arm',
  action: 'execute',
  input: { tool: 'http_get', args: { url: 'https://a.example/' } },
};
const judging = (input: DraftStep['input'], depends_on: string[] = []): DraftStep => ({
  ...verify,
  input: { goal: 'Summarise the minutes.', ...input },
  depends_on,
});
const judged = (...steps: DraftStep[]): DraftStep | undefined =>
  withJudgedSources(draftOf(...steps)).steps.at(-1);
const written = (output: string) => ({ output, answerable: true, confidence: 0.8, citations: [] });
const input = inputFor('Summarise the minutes of the harbour board.', { arms: codeArms });

describe('the verification of a draft', () => {
  it('is given the passages of the search that its answer was made from', () => {
    const last = judged(search, answer, judging({ answer: '{{steps.answer.output}}' }, ['answer']));
    expect(last?.input.passages).toBe('{{steps.search.output.results}}');
    expect(last?.depends_on).toEqual(['answer', 'search']);
  });

  it('is given those of all searches when the draft gives only some', () => {
    const given = { answer: '{{steps.answer.output}}', passages: '{{steps.search.output.results}}' };
    const last = judged(search, second, both, judging(given, ['answer']));
    expect(last?.input.passages).toEqual([
      '{{steps.search.output.results}}',
      '{{steps.second.output.results}}',
    ]);
    expect(
      reasonsAgainst(withJudgedSources(draftOf(search, second, both, judging(given, ['answer']))), input),
    ).toEqual([]);
  });

  it('is given what an answer by question alone was made from', () => {
    const ask = { ...search, id: 'ask', action: 'ask', input: { question: 'q', queries: ['q'], limit: 5 } };
    const last = judged(search, ask, judging({ answer: '{{steps.ask.output.answer}}' }, ['ask']));
    expect(last?.input.passages).toBe('{{steps.ask.output.passages}}');
  });

  it('is given what tools returned, and passages that a text without citations was made from, as evidence', () => {
    const code: DraftStep = {
      ...search,
      id: 'code',
      arm: 'coder-arm',
      action: 'code',
      input: { operation: 'explain', code: '{{steps.fetch.output}} {{steps.search.output.results}}' },
    };
    const last = judged(
      search,
      fetch,
      code,
      judging({ answer: written('{{steps.code.output.explanation}}') }, ['code']),
    );
    expect(last?.input).toMatchObject({
      evidence: [
        { label: 'search', content: '{{steps.search.output.results}}' },
        { label: 'fetch', content: '{{steps.fetch.output}}' },
      ],
    });
    expect(last?.input).not.toHaveProperty('passages');
  });

  it('is not given the run of tests that its code was mended with', () => {
    const code = inputFor('Write a Python function that reverses a list.', { arms: codeArms });
    const draft = codePlan(code);
    expect(draft && withJudgedSources(draft)).toEqual(draft);
  });

  it('is left as it is when it has all that, and gets nothing that its answer was not made from', () => {
    expect(withJudgedSources(summaryDraft)).toEqual(summaryDraft);
    const last = judged(search, second, fetch, answer, judging({ answer: '{{steps.answer.output}}' }));
    expect(JSON.stringify(last?.input)).not.toMatch(/second|fetch/);
    expect(withJudgedSources(draftOf(search, answer))).toEqual(draftOf(search, answer));
  });
});

describe('passages that a draft writes down itself', () => {
  it('are refused, for an answer and for its verification', () => {
    const invented = [{ text: 'The board agreed.' }];
    const reasons = reasonsAgainst(
      draftOf(
        search,
        { ...answer, input: { question: 'q', passages: invented } },
        judging({ answer: '{{steps.answer.output}}', passages: invented }, ['answer']),
      ),
      input,
    ).join(' ');
    expect(reasons).toMatch(/Passages of step answer were found by no step/);
    expect(reasons).toMatch(/Passages of step verify were found by no step/);
  });

  const reference = '{{steps.search.output.results}}';
  const withPassages = (passages: unknown): string[] =>
    reasonsAgainst(draftOf(search, { ...answer, input: { question: 'q', passages } }), input).filter(
      (reason) => /found by no step/.test(reason),
    );

  it.each([
    ['in a list of their own', [reference, [{ text: 'made up' }]]],
    ['among them', [reference, { text: 'made up' }]],
    ['in one list with them', [[reference, { text: 'made up' }]]],
    ['as a text', [reference, 'made up']],
  ])('are refused beside found ones %s', (_where, passages) => {
    expect(withPassages(passages)).toHaveLength(1);
  });

  it.each([[reference], [[reference, reference]], [[[reference], reference]], [[]], [undefined]])(
    'are not seen where all are found, or none are given: %j',
    (passages) => expect(withPassages(passages)).toEqual([]),
  );
});
