import { type RunningArm, startArm } from '@octollm/arm-testing';
import { judgeArm } from '@octollm/catalogue';
import { JudgeOutput } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputWith, passages } from './judge-input.fixture.ts';

let arm: RunningArm;
beforeAll(async () => {
  arm = await startArm(judgeArm);
});
afterAll(async () => {
  await arm.stop();
});

const validate = (input: unknown) => ({ action: 'validate', input });

describe('the judge arm', () => {
  it('passes a right answer and asks no model', async () => {
    const response = await arm.act('/validate', validate(inputWith()));
    expect(response).toMatchObject({
      success: true,
      confidence: 1,
      usage: { llm_calls: 0, prompt_tokens: 0, cost_usd: 0 },
      provenance: { arm: 'judge-arm', model: null, provider: null, sources: [passages[0]?.document_id] },
    });
    expect(JudgeOutput.parse(response.output)).toMatchObject({ valid: true, quality_score: 1, issues: [] });
  });

  it('takes the passages of several searches', async () => {
    const input = { ...inputWith(), passages: passages.map((passage) => [passage]) };
    const { output } = await arm.act('/validate', validate(input));
    expect(JudgeOutput.parse(output).valid).toBe(true);
  });

  it('fails an answer with a changed figure and says where', async () => {
    const output = 'The Halden bridge was opened in 1939. [1] Its main span measures 412 metres. [1]';
    const judged = JudgeOutput.parse((await arm.act('/validate', validate(inputWith({ output })))).output);
    expect(judged.valid).toBe(false);
    expect(judged.issues).toContainEqual(
      expect.objectContaining({ type: 'figure_unsupported', severity: 'high', location: 'output[0:41]' }),
    );
  });

  it('refuses an input that is none', async () => {
    expect(await arm.act('/validate', validate({ goal: 'Who?' }))).toMatchObject({
      success: false,
      error: { category: 'invalid_input' },
    });
  });

  it('answers 401 without a token and 403 to a token for another action', async () => {
    expect((await arm.post('/validate', validate(inputWith()), null)).status).toBe(401);
    expect((await arm.post('/validate', { ...validate(inputWith()), allowed: ['search'] })).status).toBe(403);
  });

  it('stops with code 0 when it is asked to', async () => {
    const other = await startArm(judgeArm);
    expect(await other.stop()).toBe(0);
  });
});
