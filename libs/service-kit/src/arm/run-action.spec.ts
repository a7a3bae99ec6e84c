import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ArmRequest,
  ArmResponse,
  type CapabilityClaims,
  ErrorCategory,
  newId,
  noUsage,
} from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ServiceStoppingError } from '../shutdown.ts';
import { type ArmAction, type ArmCall, ArmFailure, type ArmResult } from './arm-action.ts';
import { type ActionRun, runAction } from './run-action.ts';

const Input = z.strictObject({ place: z.string(), days: z.int().min(1).default(1) });
const Output = z.strictObject({ weather: z.string() });
type Run = (input: z.infer<typeof Input>, call: ArmCall) => Promise<ArmResult<z.infer<typeof Output>>>;

const claims: CapabilityClaims = {
  tenant_id: 'acme',
  task_id: newId(),
  step_id: 'step',
  actions: ['forecast'],
  jti: newId(),
};

const request = (input: unknown): ArmRequest => ({
  request_id: newId(),
  task_id: claims.task_id,
  step_id: 'step',
  attempt: 1,
  action: 'forecast',
  input,
  budget: { max_tokens: 1, max_cost_usd: 0 },
  deadline: new Date().toISOString(),
  trace: { traceparent: '' },
});

const act = async (
  run: Run,
  { input = { place: 'Bergen' } as unknown, signal = new AbortController().signal } = {},
): Promise<ActionRun> => {
  const action: ArmAction<z.infer<typeof Input>, z.infer<typeof Output>> = {
    name: 'forecast',
    input: Input,
    output: Output,
    run,
  };
  const call = {
    tenantId: 'acme',
    taskId: claims.task_id,
    stepId: 'step',
    attempt: 1,
    budget: { max_tokens: 1, max_cost_usd: 0 },
    signal,
  };
  return runAction('weather-arm', action as ArmAction, request(input), claims, call);
};
const sunny: Run = async () => ({ output: { weather: 'sunny' }, confidence: 0.5 });
const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

describe('an action that succeeds', () => {
  it('is answered with its output, what it used and where that came from', async () => {
    const { response, durationSeconds, cause } = await act(async ({ place, days }) => ({
      output: { weather: `${place} ${days}` },
      confidence: 0.7,
      usage: { llm_calls: 1, cost_usd: 0.5 },
      model: { name: 'm', provider: 'p' },
      sources: ['doc'],
      warnings: ['old data'],
    }));
    expect(ArmResponse.parse(response)).toEqual(response);
    expect(response).toMatchObject({
      success: true,
      output: { weather: 'Bergen 1' },
      error: null,
      confidence: 0.7,
      usage: { prompt_tokens: 0, completion_tokens: 0, cost_usd: 0.5, llm_calls: 1, tool_calls: 0 },
      warnings: ['old data'],
      provenance: {
        arm: 'weather-arm',
        model: 'm',
        provider: 'p',
        capability_token_id: claims.jti,
        sources: ['doc'],
        input_sha256: sha256({ place: 'Bergen' }),
        output_sha256: sha256({ weather: 'Bergen 1' }),
      },
    });
    expect(durationSeconds).toBeGreaterThanOrEqual(0);
    expect(cause).toBeUndefined();
  });

  it('keeps its result although the deadline is over: its work is done', async () => {
    const { response } = await act(
      async () => {
        await sleep(10);
        return { output: { weather: 'late' }, confidence: 1 };
      },
      { signal: AbortSignal.timeout(1) },
    );
    expect(response).toMatchObject({ success: true, output: { weather: 'late' } });
  });
});

describe('an action that fails', () => {
  it('is answered with the failure and what it had used until then', async () => {
    const { response } = await act(async () => {
      throw new ArmFailure('busy', 'rate_limited', 'Come back later.', {
        retryAfter: 3,
        usage: { prompt_tokens: 9, llm_calls: 1 },
      });
    });
    expect(ArmResponse.parse(response)).toEqual(response);
    expect(response).toMatchObject({
      success: false,
      output: null,
      confidence: 0,
      error: {
        code: 'busy',
        category: 'rate_limited',
        message: 'Come back later.',
        retryable: true,
        retry_after: 3,
      },
      usage: { prompt_tokens: 9, llm_calls: 1, completion_tokens: 0 },
      provenance: { output_sha256: null, input_sha256: sha256({ place: 'Bergen' }) },
    });
  });

  it('may be tried again exactly when another try can help', () => {
    const retryable = ErrorCategory.options.filter(
      (category) => new ArmFailure('x', category, 'x').detail.retryable,
    );
    expect(retryable).toEqual(['rate_limited', 'timeout', 'unavailable', 'internal']);
  });

  it('does not run with an input that is not valid, and says where it is wrong', async () => {
    let ran = false;
    const { response } = await act(
      async () => {
        ran = true;
        return { output: { weather: '' }, confidence: 1 };
      },
      { input: { days: 0, more: 1 } },
    );
    expect(ran).toBe(false);
    expect(response.error).toMatchObject({
      code: 'invalid_input',
      category: 'invalid_input',
      retryable: false,
    });
    for (const part of ['/place', '/days', '/more: is not a known field'])
      expect(response.error?.message).toContain(part);
  });

  it('hides why when it is a defect, and keeps the cause for the log', async () => {
    const defect = new TypeError('password=hunter2');
    const { response, cause } = await act(() => Promise.reject(defect));
    expect(response.error).toMatchObject({ code: 'internal', category: 'internal' });
    expect(JSON.stringify(response)).not.toContain('hunter2');
    expect(cause).toBe(defect);
  });

  it('counts what was used although its error does not tell it, and what it tells only once', async () => {
    const models = { ...noUsage, prompt_tokens: 9, cost_usd: 0.5, llm_calls: 1 };
    const failing = (error: Error) =>
      act((_input, { countUsage }) => {
        countUsage?.(() => models);
        countUsage?.(() => ({ ...noUsage, llm_calls: 1 }));
        return Promise.reject(error);
      });
    const counted = { ...models, llm_calls: 2 };
    expect((await failing(new TypeError('defect'))).response.usage).toEqual(counted);
    const failure = new ArmFailure('policy', 'policy', 'No.', { usage: { llm_calls: 1, tool_calls: 3 } });
    expect((await failing(failure)).response.usage).toEqual({ ...counted, tool_calls: 3 });
  });

  it('counts what was used when its result is not valid', async () => {
    const { response } = await act(async (_input, { countUsage }) => {
      countUsage?.(() => ({ ...noUsage, llm_calls: 1 }));
      return { output: { weather: 'x' }, confidence: 2 };
    });
    expect(response).toMatchObject({ error: { category: 'internal' }, usage: { llm_calls: 1 } });
  });

  it.each<[string, ArmResult<unknown>]>([
    ['an output of another form', { output: { weather: 5 }, confidence: 1 }],
    ['a confidence above 1', { output: { weather: 'x' }, confidence: 1.5 }],
    ['a usage below 0', { output: { weather: 'x' }, confidence: 1, usage: { cost_usd: -1 } }],
  ])('is a defect of the arm when it returns %s', async (_what, result) => {
    const { response } = await act(async () => result as ArmResult<{ weather: string }>);
    expect(response).toMatchObject({ success: false, error: { category: 'internal' } });
  });

  const heeding: Run = async (_input, { signal }) => {
    await sleep(5_000, undefined, { signal });
    return sunny({ place: '', days: 1 }, {} as ArmCall);
  };

  it('by its deadline has the category timeout', async () => {
    const { response } = await act(heeding, { signal: AbortSignal.timeout(5) });
    expect(response.error).toMatchObject({ code: 'deadline_exceeded', category: 'timeout', retryable: true });
  });

  it('because its caller went away has the category cancelled, and is not tried again', async () => {
    const { response } = await act(heeding, { signal: AbortSignal.abort() });
    expect(response.error).toMatchObject({ code: 'cancelled', category: 'cancelled', retryable: false });
  });

  it('because the arm stops has the category unavailable, so that another replica is tried', async () => {
    const { response } = await act(heeding, { signal: AbortSignal.abort(new ServiceStoppingError()) });
    expect(response.error).toMatchObject({ code: 'stopping', category: 'unavailable', retryable: true });
  });

  it('with a failure of its own keeps that although it was aborted', async () => {
    const failure = new ArmFailure('policy', 'policy', 'Not allowed.');
    const { response } = await act(() => Promise.reject(failure), { signal: AbortSignal.abort() });
    expect(response.error).toMatchObject({ code: 'policy' });
  });
});
