import type { JsonQuestion, Models } from '@octollm/arm-models';
import { inputWith } from '@octollm/arm-testing';
import { type JudgeInput, noUsage, type Usage } from '@octollm/contracts';
import { type ArmCall, ArmFailure } from '@octollm/service-kit';
import { describe, expect, it } from 'vitest';
import { Judge } from './judge.ts';
import type { Reading } from './reading/reading.ts';
import { withReading } from './reading/with-reading.ts';

const call = (signal = new AbortController().signal): ArmCall => ({
  tenantId: 't',
  taskId: 'task',
  stepId: 'verify',
  attempt: 1,
  budget: { max_tokens: 10_000, max_cost_usd: 1 },
  signal,
});
const used: Usage = { ...noUsage, llm_calls: 1, prompt_tokens: 100 };

/** A model that answers with a reading, or fails. */
const modelSaying = (answer: Reading | ArmFailure) => {
  const asked: JsonQuestion<Reading>[] = [];
  const models = {
    begin: () => ({
      usage: used,
      model: { name: 'm', provider: 'p' },
      warnings: [],
      askJson: async (question: JsonQuestion<Reading>) => {
        asked.push(question);
        if (answer instanceof ArmFailure) throw answer;
        return answer;
      },
    }),
  } as unknown as Models;
  return { asked, judge: (input: JudgeInput) => new Judge(models).judge(input, call()) };
};

const polite = inputWith({}, { acceptance_criteria: ['is polite', 'mentions 1938'] });
const reworded = inputWith({
  output:
    'The Halden bridge was opened in 1938. [1] Builders finished the crossing in 1938 after delays. [1]',
});
const reading = (more: Partial<Reading> = {}): Reading => ({
  criteria: [],
  statements: [],
  quality: 1,
  ...more,
});

describe('without a model', () => {
  it('what the rules cannot decide is not checked, and neither passed nor failed', async () => {
    const { output, warnings } = await new Judge(null).judge(polite, call());
    expect(output).toMatchObject({ valid: true, passed_criteria: ['mentions 1938'], failed_criteria: [] });
    expect(output.issues.map(({ type }) => type)).toEqual(['criterion_needs_model']);
    expect(output.confidence).toBeLessThan(1);
    expect(warnings).toEqual(['Not checked: 1 acceptance criteria. No model is configured.']);
  });
});

describe('a model', () => {
  it('is asked nothing when the rules have decided everything, or found the answer wrong', async () => {
    const { asked, judge } = modelSaying(reading());
    await judge(inputWith());
    await judge(
      inputWith(
        { output: 'The Halden bridge was opened in 1939. [1]' },
        { acceptance_criteria: ['is polite'] },
      ),
    );
    expect(asked).toEqual([]);
  });

  it('decides a criterion in prose, and is asked for that one alone', async () => {
    const { asked, judge } = modelSaying(
      reading({ criteria: [{ number: 1, met: false, reason: 'It is curt.' }] }),
    );
    const { output, usage, model } = await judge(polite);
    expect(output).toMatchObject({
      valid: false,
      passed_criteria: ['mentions 1938'],
      failed_criteria: ['is polite'],
    });
    expect(output.issues).toContainEqual(
      expect.objectContaining({ type: 'criterion_failed', severity: 'high' }),
    );
    expect([usage, model]).toEqual([used, { name: 'm', provider: 'p' }]);
    expect(asked[0]?.prompt).toContain('1. "is polite"');
    expect(asked[0]?.prompt).not.toContain('mentions 1938');
  });

  it('says whether statements in other words are supported', async () => {
    const statement = (supported: 'yes' | 'no' | 'unclear') =>
      modelSaying(reading({ statements: [{ number: 1, supported, reason: 'So it is.' }] })).judge(reworded);
    const severities = async (supported: 'yes' | 'no' | 'unclear') =>
      (await statement(supported)).output.issues
        .filter(({ type }) => type.startsWith('claim'))
        .map(({ severity }) => severity);
    expect([await severities('yes'), await severities('unclear'), await severities('no')]).toEqual([
      ['low'],
      ['medium'],
      ['high'],
    ]);
    expect((await statement('no')).output.valid).toBe(false);
  });

  it('raises no score, whatever it says', async () => {
    const ruled = (await new Judge(null).judge(reworded, call())).output;
    const praised = await modelSaying(
      reading({ statements: [{ number: 1, supported: 'yes', reason: '' }] }),
    ).judge(reworded);
    const scolded = await modelSaying(
      reading({ quality: 0.1, statements: [{ number: 1, supported: 'yes', reason: '' }] }),
    ).judge(reworded);
    expect(praised.output.quality_score).toBe(ruled.quality_score);
    expect(scolded.output.scores.response).toBe(0.1);
    expect(scolded.output.quality_score).toBeLessThan(ruled.quality_score);
    const open = { criteria: [], claims: [] };
    const long = { ...ruled, scores: { ...ruled.scores, response: 0.2 } };
    expect(withReading(reworded, long, open, reading()).scores.response).toBe(0.2);
  });

  it('must give every number once: anything else is sent back', async () => {
    const { asked, judge } = modelSaying(reading({ criteria: [{ number: 1, met: true, reason: '' }] }));
    await judge(polite);
    const check = asked[0]?.check;
    expect(check?.(reading())).toEqual(['criteria must hold each number from 1 to 1 once.']);
    expect(check?.(reading({ criteria: [{ number: 1, met: true, reason: '' }] }))).toEqual([]);
  });

  it('that cannot be asked leaves the judgement of the rules, with what it cost and why', async () => {
    const failure = new ArmFailure('answer_not_valid', 'invalid_input', 'The model wrote prose.');
    const { output, usage, warnings } = await modelSaying(failure).judge(polite);
    expect(output).toMatchObject({ valid: true, passed_criteria: ['mentions 1938'] });
    expect([usage, warnings]).toEqual([used, ['Not checked: 1 acceptance criteria. The model wrote prose.']]);
  });
});
