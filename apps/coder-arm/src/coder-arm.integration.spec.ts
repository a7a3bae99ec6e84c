import { type RunningArm, startArm } from '@octollm/arm-testing';
import { coderArm } from '@octollm/catalogue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelServer } from './model-server.fixture.ts';

let offline: RunningArm;
let arm: RunningArm;
let model: ModelServer;
beforeAll(async () => {
  model = await ModelServer.start();
  offline = await startArm(coderArm);
  arm = await startArm(coderArm, { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: model.url });
});
afterAll(async () => {
  await offline.stop();
  await arm.stop();
  await model.stop();
});

const code = (input: object) => ({
  action: 'code',
  input: { operation: 'generate', language: 'typescript', instruction: 'Add two numbers.', ...input },
});
const good = '```typescript\nexport const add = (a: number, b: number): number => a + b;\n```\nIt adds.';
const bad = '```typescript\nexport const add = (a: number, ;\n```';

describe('the coder arm without a model', () => {
  it('analyses code', async () => {
    const response = await offline.act(
      '/code',
      code({ operation: 'analyze', language: 'json', code: '{\n"a": }' }),
    );
    expect(response).toMatchObject({
      success: true,
      output: { code: null, findings: [{ line: 2, column: 6 }] },
      usage: { llm_calls: 0 },
      provenance: { model: null },
    });
  });

  it.each(['generate', 'debug', 'refactor', 'test', 'explain', 'optimize'])(
    'refuses to %s and says what to set',
    async (operation) => {
      const { error } = await offline.act('/code', code({ operation, code: 'a' }));
      expect(error).toMatchObject({ category: 'model_required', retryable: false });
      expect(error?.message).toContain('Set OPENAI_API_KEY');
    },
  );

  it('asks for the code that is missing', async () => {
    const { error } = await offline.act('/code', code({ operation: 'analyze' }));
    expect(error).toMatchObject({ code: 'code_missing', category: 'invalid_input' });
  });

  it('answers 401 without a token and 403 to a token for another action', async () => {
    expect((await offline.post('/code', code({}), null)).status).toBe(401);
    expect((await offline.post('/code', { ...code({}), allowed: ['execute'] })).status).toBe(403);
  });
});

describe('the coder arm with a model', () => {
  it('takes the code out of the answer and says what it cost', async () => {
    model.answer(good);
    expect(await arm.act('/code', code({}))).toMatchObject({
      success: true,
      output: {
        code: 'export const add = (a: number, b: number): number => a + b;',
        explanation: 'It adds.',
        findings: [],
      },
      usage: { llm_calls: 1, prompt_tokens: 100, completion_tokens: 50, cost_usd: 0.00012 },
      provenance: { model: 'gpt-4.1-mini', provider: 'openai' },
      warnings: [],
    });
    expect(model.requests[0]?.messages.at(-1)?.content).toContain('Add two numbers.');
  });

  it('has an answer mended that does not parse', async () => {
    model.answer(bad, 'No code today.', good);
    expect(await arm.act('/code', code({}))).toMatchObject({
      success: true,
      confidence: expect.closeTo(0.6) as number,
      usage: { llm_calls: 3, prompt_tokens: 300, completion_tokens: 150 },
      warnings: [expect.stringContaining('round 2')],
    });
    expect(model.requests[1]?.messages.at(-1)?.content).toContain('line 1, column 32: Unexpected token');
    expect(model.requests[2]?.messages.at(-1)?.content).toContain('no fenced code block');
  });

  it('gives up after two repairs, with the findings and the usage', async () => {
    model.answer(bad);
    const response = await arm.act('/code', code({}));
    expect(response).toMatchObject({
      success: false,
      error: { code: 'code_not_valid', retryable: false },
      usage: { llm_calls: 3, prompt_tokens: 300 },
    });
    expect(response.error?.message).toContain('line 1, column 32: Unexpected token');
    expect(model.requests).toHaveLength(3);
  });

  it('explains code in plain text', async () => {
    model.answer('It adds two numbers.');
    const response = await arm.act(
      '/code',
      code({ operation: 'explain', code: 'const add = (a, b) => a + b' }),
    );
    expect(response).toMatchObject({
      output: { code: null, explanation: 'It adds two numbers.', findings: [] },
    });
  });

  it('passes on that the provider is out of breath, and when to come back', async () => {
    model.answer({ status: 429, headers: { 'retry-after': '7' } });
    expect(await arm.act('/code', code({}))).toMatchObject({
      error: { category: 'rate_limited', retryable: true, retry_after: 7 },
      usage: { llm_calls: 1 },
    });
  });

  it.each([
    [500, 'unavailable', true],
    [400, 'invalid_input', false],
  ])('passes on a failure of the provider: %i', async (status, category, retryable) => {
    model.answer({ status });
    expect((await arm.act('/code', code({}))).error).toMatchObject({ category, retryable });
  });

  it('does not ask when the budget does not allow it', async () => {
    model.answer(good);
    const budget = { max_tokens: 100, max_cost_usd: 1 };
    expect((await arm.act('/code', { ...code({}), budget })).error).toMatchObject({ category: 'budget' });
    const free = { max_tokens: 10_000, max_cost_usd: 0 };
    expect((await arm.act('/code', { ...code({}), budget: free })).error).toMatchObject({
      category: 'budget',
    });
    expect(model.requests).toHaveLength(0);
  });

  it('gives up at the deadline', async () => {
    model.answer(null);
    expect((await arm.act('/code', { ...code({}), deadlineMs: 300 })).error).toMatchObject({
      category: 'timeout',
    });
  });
});
