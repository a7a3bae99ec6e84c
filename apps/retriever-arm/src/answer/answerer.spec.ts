import type { ModelSession, Models } from '@octollm/arm-models';
import type { SearchResult } from '@octollm/contracts';
import type { ChunkStore } from '@octollm/memory';
import { type ArmCall, ArmFailure } from '@octollm/service-kit';
import { describe, expect, it } from 'vitest';
import { Answerer } from './answerer.ts';

const call: ArmCall = {
  tenantId: 'acme',
  taskId: 'task',
  stepId: 'step',
  attempt: 1,
  budget: { max_tokens: 10_000, max_cost_usd: 1 },
  signal: new AbortController().signal,
};
const passage = (n: number, text: string): SearchResult => ({
  chunk_id: `chunk-${n}`,
  document_id: `document-${n}`,
  text,
  score: 0.9,
  scores: {},
  metadata: {},
  citation: {
    index: n,
    document_id: `document-${n}`,
    chunk_id: `chunk-${n}`,
    title: null,
    source: null,
    passage: text,
    score: 0.9,
  },
});
const question = 'When was the Halden bridge opened?';
const passages = [
  passage(1, 'The Sundal bridge was opened in 1972.'),
  passage(2, 'The Halden bridge was opened in 1938.'),
  ...Array.from({ length: 8 }, (_, n) => passage(n + 3, `Ferry ${n} leaves at noon.`)),
];
const usage = { prompt_tokens: 10, completion_tokens: 5, cost_usd: 0.001, llm_calls: 1, tool_calls: 0 };
const store = {
  termStatistics: async () => ({ chunks: 0, averageLength: 0, frequencies: new Map() }),
  byIds: async () => [],
} as unknown as ChunkStore;

type Question = Parameters<ModelSession['askJson']>[0];

/** A model that gives these values in turn; one that the check refuses is sent back as the session does. */
const scripted = (...values: readonly (object | ArmFailure)[]) => {
  const questions: Question[] = [];
  const session = {
    usage,
    model: { name: 'scripted', provider: 'tests' },
    warnings: [],
    askJson: async (asked: Question) => {
      questions.push(asked);
      for (const value of values) {
        if (value instanceof ArmFailure) throw value;
        const parsed = asked.schema.parse(value);
        if ((asked.check?.(parsed) ?? []).length === 0) return parsed;
      }
      throw new ArmFailure('answer_not_valid', 'invalid_input', 'The answer is not valid.');
    },
  };
  const models = { begin: () => session } as unknown as Models;
  return { questions, answerer: new Answerer(store, models) };
};
const written = (answer: string) => ({ answerable: true, answer });

describe('an answer with a model', () => {
  it('is what the model wrote, with citations in the order of their use that resolve', async () => {
    const { answerer, questions } = scripted(written('It was opened in 1938 [2], Sundal in 1972 [1].'));
    const {
      output,
      model,
      usage: used,
      sources,
      warnings,
    } = await answerer.answer(call, { question, passages });
    expect(output).toMatchObject({
      output: 'It was opened in 1938 [1], Sundal in 1972 [2].',
      answerable: true,
      citations: [
        { index: 1, chunk_id: 'chunk-2', passage: 'The Halden bridge was opened in 1938.' },
        { index: 2, chunk_id: 'chunk-1' },
      ],
    });
    expect({ model, used, sources, warnings }).toEqual({
      model: { name: 'scripted', provider: 'tests' },
      used: usage,
      sources: ['document-2', 'document-1'],
      warnings: [],
    });
    expect(questions[0]?.content).toHaveLength(5);
  });

  it('reads a passage of each search when there were more than five', async () => {
    const { answerer, questions } = scripted(written('In 1938 [2].'));
    await answerer.answer(call, { question, passages, searches: 8 });
    expect(questions[0]?.content).toHaveLength(8);
  });

  it('says that the sources do not hold it when the model says so', async () => {
    const { answerer } = scripted({ answerable: false, answer: '' });
    const asked = { question: 'Who designed the Halden bridge?', passages };
    const { output, confidence, warnings } = await answerer.answer(call, asked);
    expect(output).toMatchObject({
      answerable: false,
      citations: [],
      output: expect.stringMatching(/do not answer/),
    });
    expect(confidence).toBe(0);
    expect(warnings).toEqual([]);
  });

  it('is doubted in a warning when the model says that there is none and a passage holds it', async () => {
    const { answerer } = scripted({ answerable: false, answer: '' });
    const { output, warnings } = await answerer.answer(call, { question, passages });
    expect(output.answerable).toBe(false);
    expect(warnings).toEqual([expect.stringMatching(/seem to answer/)]);
  });

  it('is repaired when a figure was not in its source', async () => {
    const { answerer } = scripted(
      written('It was opened in 1939 [2].'),
      written('It was opened in 1938 [2].'),
    );
    expect((await answerer.answer(call, { question, passages })).output.output).toBe(
      'It was opened in 1938 [1].',
    );
  });

  it.each([
    ['never becomes right', written('It was opened in 1999 [2].')],
    ['cannot be had', new ArmFailure('provider_unavailable', 'unavailable', 'The provider is away.')],
  ])(
    'is quoted from the passages when it %s, which a warning says, and what was used is told',
    async (_, reply) => {
      const { answerer } = scripted(reply);
      const { output, model, warnings, usage: used } = await answerer.answer(call, { question, passages });
      expect(output).toMatchObject({ answerable: true, output: 'The Halden bridge was opened in 1938. [1]' });
      expect(model?.provider).toBe('offline');
      expect(warnings).toEqual([expect.stringMatching(/^No answer of a model could be used/)]);
      expect(used).toEqual(usage);
    },
  );

  it('is not made up for a call that was cancelled', async () => {
    const { answerer } = scripted(new ArmFailure('cancelled', 'cancelled', 'The caller went away.'));
    await expect(answerer.answer(call, { question, passages })).rejects.toThrow(/went away/);
  });

  it('is not asked for without passages', async () => {
    const { answerer, questions } = scripted(written('From my own memory: 1938.'));
    expect((await answerer.answer(call, { question, passages: [] })).output.answerable).toBe(false);
    expect(questions).toEqual([]);
  });
});

describe('an answer without a model', () => {
  it('quotes the passages and says that no model was asked', async () => {
    const {
      output,
      model,
      usage: used,
    } = await new Answerer(store, null).answer(call, { question, passages });
    expect(output.output).toBe('The Halden bridge was opened in 1938. [1]');
    expect(model).toEqual({ name: 'octollm-extractive-v1', provider: 'offline' });
    expect(used).toBeUndefined();
  });
});
