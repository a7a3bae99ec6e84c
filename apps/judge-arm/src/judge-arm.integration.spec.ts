import {
  inputWith,
  passages,
  type RunningArm,
  type ScriptedModel,
  scriptedModel,
  startArm,
} from '@octollm/arm-testing';
import { judgeArm } from '@octollm/catalogue';
import { JudgeOutput } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let arm: RunningArm;
let model: ScriptedModel;
beforeAll(async () => {
  model = await scriptedModel();
  arm = await startArm(judgeArm, model.environment);
});
afterAll(async () => {
  await arm.stop();
  await model[Symbol.asyncDispose]();
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

  it('checks an answer that is JSON against the schema of its task', async () => {
    const output_schema = {
      type: 'object',
      required: ['opened'],
      properties: { opened: { type: 'integer' } },
    };
    const judged = async (output: string) =>
      JudgeOutput.parse(
        (await arm.act('/validate', validate({ ...inputWith({ output, citations: [] }), output_schema })))
          .output,
      );
    expect((await judged('{"opened": 1938}')).valid).toBe(true);
    expect((await judged('{"opened": "1938"}')).issues).toContainEqual(
      expect.objectContaining({ type: 'schema_invalid', severity: 'critical', location: 'output/opened' }),
    );
  });

  it('judges an answer from tools by what they report', async () => {
    const answer = { output: '```js\nadd(1, 2)\n```', answerable: true, confidence: 1, citations: [] };
    const judged = async (exit_code: number) => {
      const evidence = [{ label: 'tests', content: { exit_code, stdout: '', stderr: '' } }];
      return JudgeOutput.parse(
        (await arm.act('/validate', validate({ goal: 'Write add.', answer, evidence }))).output,
      );
    };
    expect((await judged(0)).valid).toBe(true);
    expect((await judged(1)).issues.map(({ type }) => type)).toContain('evidence_fails');
  });

  it('has a model decide a criterion in prose, and mends what it writes at first', async () => {
    model.script([
      'It is polite.',
      {
        json: {
          criteria: [{ number: 1, met: true, reason: 'It is friendly.' }],
          statements: [],
          quality: 0.9,
        },
      },
    ]);
    const input = inputWith({}, { acceptance_criteria: ['is polite'] });
    const response = await arm.act('/validate', validate(input));
    expect(response).toMatchObject({
      success: true,
      usage: { llm_calls: 2 },
      provenance: { model: 'gpt-4.1-mini', provider: 'openai' },
    });
    expect(JudgeOutput.parse(response.output)).toMatchObject({ valid: true, passed_criteria: ['is polite'] });
  });
});
