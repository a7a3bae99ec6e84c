import type { ServerResponse } from 'node:http';
import { noUsage } from '@octollm/contracts';
import { LocalTokenDenyList, ServiceClient } from '@octollm/service-kit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ArmClient, type ArmTarget } from './arm-client.ts';
import {
  answerOf,
  callOptions,
  failureOf,
  type Script,
  ScriptedArm,
  signer,
} from './fixtures/scripted-arm.ts';

const started: ScriptedArm[] = [];
afterEach(async () => {
  for (const arm of started.splice(0)) await arm.stop();
});

const setUp = async (script: Script, change: Partial<ArmTarget> = {}) => {
  const arm = await ScriptedArm.start(script);
  started.push(arm);
  const target = {
    armId: 'weather',
    http: new ServiceClient('weather', arm.origin),
    path: (action: string) => `/${action}`,
    ...change,
  };
  const denyList = new LocalTokenDenyList();
  return { arm, denyList, http: target.http, client: new ArmClient(target, signer, denyList) };
};

const claimsOf = (authorization: string): unknown =>
  JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString());

describe('calling an arm', () => {
  it('posts an ArmRequest to the path of the action, with a token for this call alone', async () => {
    const { arm, client } = await setUp(() => answerOf('weather'));
    const options = callOptions();
    expect(await client.call(options)).toMatchObject({ success: true, output: { wind: 7 } });
    const [call] = arm.calls;
    expect(call).toMatchObject({
      path: '/forecast',
      request: {
        task_id: options.taskId,
        step_id: 'a',
        attempt: 1,
        action: 'forecast',
        input: options.input,
      },
    });
    expect(claimsOf(call?.authorization ?? '')).toMatchObject({
      iss: 'orchestrator',
      aud: 'weather',
      tenant_id: 'acme',
      task_id: options.taskId,
      step_id: 'a',
      actions: ['forecast'],
    });
  });

  it('signs what the call may do with memory, and for which arm; nothing of it unless it is said', async () => {
    const { arm, client } = await setUp(() => answerOf('weather'));
    await client.call(callOptions({ memory: { allows: 'memory.read', onBehalfOf: 'coder-arm' } }));
    await client.call(callOptions());
    const [first, second] = arm.calls.map(({ authorization }) => claimsOf(authorization));
    expect(first).toMatchObject({ actions: ['forecast', 'memory.read'], on_behalf_of: 'coder-arm' });
    expect(second).not.toHaveProperty('on_behalf_of');
  });

  it('gives a failure that the arm answers as it is', async () => {
    const failure = failureOf('weather', 'policy');
    const { client } = await setUp(() => failure);
    expect(await client.call(callOptions())).toEqual(failure);
  });

  it.each<[string, object | string, string]>([
    ['no JSON', 'oops', 'the whole'],
    ['an object of another kind', { ok: true }, '/success'],
    ['a success without usage', answerOf('weather', { usage: undefined }), '/usage'],
    ['a confidence of 2', answerOf('weather', { confidence: 2 }), '/confidence'],
    [
      'a success with an error',
      answerOf('weather', { error: failureOf('weather', 'internal').error }),
      '/error',
    ],
    ['the name of another arm', answerOf('judge-arm'), '/provenance/arm'],
  ])('takes an answer that is %s for a failure that can be retried', async (_what, answer, where) => {
    const { client } = await setUp(() => answer);
    const reply = await client.call(callOptions());
    expect(reply).toMatchObject({
      success: false,
      error: { code: 'invalid_response', category: 'internal', retryable: true },
    });
    expect(reply.error?.message).toContain(where);
  });

  it('takes an output that the arm itself does not promise for a failure, and counts what it has used', async () => {
    const outputProblem = () => '/output/wind: must be a text';
    const { client } = await setUp(() => answerOf('weather'), { outputProblem });
    expect(await client.call(callOptions())).toMatchObject({
      success: false,
      error: {
        code: 'invalid_response',
        message: 'The answer of weather does not fit: /output/wind: must be a text.',
      },
      usage: { ...noUsage, tool_calls: 1 },
      unreported: 0,
    });
  });

  it.each<[number, object]>([
    [429, { error: { category: 'rate_limited', retryable: true }, unreported: 0 }],
    [403, { error: { category: 'internal', retryable: false }, unreported: 0 }],
    [500, { error: { category: 'unavailable', retryable: true }, unreported: 1 }],
    [503, { error: { category: 'unavailable', retryable: true }, unreported: 1 }],
    [204, { error: { category: 'internal', retryable: false }, unreported: 1 }],
  ])(
    'makes an error of the status %i, which only from 400 to 499 says that nothing was used',
    async (status, reply) => {
      const { client } = await setUp(() => status);
      expect(await client.call(callOptions())).toMatchObject({ success: false, ...reply });
    },
  );

  it('says when the arm was never reached, so that nothing can have been done', async () => {
    const { arm, client } = await setUp(() => 200);
    await arm.stop();
    expect(await client.call(callOptions())).toMatchObject({
      error: { code: 'arm_unreachable', category: 'unavailable', retryable: true },
      unreported: 0,
    });
  });

  it('does not say so when the connection broke after the call was sent', async () => {
    const { client } = await setUp((_call, response) => void response.destroy());
    expect(await client.call(callOptions())).toMatchObject({
      error: { code: 'unavailable', category: 'unavailable', retryable: true },
    });
    const half = await setUp((_call, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{');
      setTimeout(() => response.destroy(), 20);
      return undefined;
    });
    expect(await half.client.call(callOptions())).toMatchObject({
      error: { code: 'unavailable', category: 'unavailable', retryable: true },
      unreported: 1,
    });
  });

  it('rejects with the reason of its signal when it is aborted', async () => {
    const { client } = await setUp(() => undefined);
    const abort = new AbortController();
    const call = client.call(callOptions({ signal: abort.signal }));
    setTimeout(() => abort.abort(new Error('cancelled')), 20);
    await expect(call).rejects.toThrow('cancelled');
  });

  it('stops the token of a call that was cancelled or took too long, and of no other', async () => {
    const { arm, denyList, client } = await setUp(({ request }) =>
      request.step_id === 'answers' ? answerOf('weather') : undefined,
    );
    const isStopped = (index: number): boolean => {
      const { jti } = claimsOf(arm.calls[index]?.authorization ?? '') as { jti: string };
      return denyList.isDenied(jti);
    };
    await client.call(callOptions({ stepId: 'answers' }));
    const abort = new AbortController();
    const cancelled = client.call(callOptions({ signal: abort.signal }));
    await expect.poll(() => arm.calls.length, { timeout: 10_000 }).toBe(2);
    abort.abort(new Error('cancelled'));
    await expect(cancelled).rejects.toThrow('cancelled');
    await client.call(callOptions({ deadline: new Date(Date.now() + 50) }));
    expect([0, 1, 2].map(isStopped)).toEqual([false, true, true]);
  });
});

describe('calling an arm that tells what it does', () => {
  const token = (at: number, text: string) => ({ type: 'token', at, text });
  const frame = (event: string, data: object): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
  const events = { 'content-type': 'text/event-stream' };

  it('hears it before the arm has ended, and takes the result for the answer', async () => {
    let finish = (): void => undefined;
    const { client } = await setUp((_, response) => {
      response
        .writeHead(200, events)
        .write(frame('token', token(0, 'It ')) + frame('dance', { type: 'dance' }));
      finish = () => response.end(frame('result', answerOf('weather')));
      return undefined;
    });
    const told: unknown[] = [];
    const tell = (news: unknown): void => {
      told.push(news);
      finish();
    };
    expect(await client.call(callOptions({ tell }))).toMatchObject({ success: true, output: { wind: 7 } });
    expect(told).toEqual([token(0, 'It ')]);
  });

  it('lets it be silent for as long as the whole call may take', async () => {
    const { client, http } = await setUp(() => answerOf('weather'));
    const request = vi.spyOn(http, 'request');
    await client.call(callOptions({ tell: () => undefined }));
    await client.call(callOptions());
    const [telling, silent] = request.mock.calls.map(([options]) => options);
    expect(telling?.bodyTimeoutMs).toBe(telling?.timeoutMs);
    expect(silent?.bodyTimeoutMs).toBeUndefined();
  });

  it('takes the answer of one that tells nothing', async () => {
    const { client } = await setUp(() => answerOf('weather'));
    expect(await client.call(callOptions({ tell: () => undefined }))).toMatchObject({ success: true });
  });

  it.each<[string, (response: ServerResponse) => void, string, number]>([
    ['ends without a result', (response) => response.end(), 'unavailable', 1],
    ['breaks off', (response) => response.destroy(), 'unavailable', 1],
    ['ends with a wrong one', (response) => response.end(frame('result', {})), 'internal', 1],
  ])('that %s has not answered, and may have used something', async (_, end, category, unreported) => {
    const { client } = await setUp((_call, response) => {
      response.writeHead(200, events).write(frame('token', token(0, 'It ')), () => end(response));
      return undefined;
    });
    const reply = await client.call(callOptions({ tell: () => undefined }));
    expect(reply).toMatchObject({ success: false, error: { category, retryable: true }, unreported });
  });

  it('does not wait longer than for any other, and hangs up when the call is over', async () => {
    let closed = 0;
    const { client } = await setUp((_, response) => {
      response.on('close', () => (closed += 1));
      response.writeHead(200, events).write(frame('token', token(0, 'It ')));
      return undefined;
    });
    const late = await client.call(
      callOptions({ tell: () => undefined, deadline: new Date(Date.now() - 990) }),
    );
    expect(late).toMatchObject({ success: false, error: { category: 'timeout' }, unreported: 1 });
    const left = new AbortController();
    const call = client.call(callOptions({ tell: () => left.abort(new Error('left')), signal: left.signal }));
    await expect(call).rejects.toThrow('left');
    await expect.poll(() => closed, { timeout: 30_000 }).toBe(2);
  });
});
