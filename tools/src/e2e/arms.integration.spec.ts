import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ArmCapability,
  type ArmList,
  ArmRequest,
  type ArmResponse,
  type ExecuteResponse,
  type FailureReport,
  type PerformanceReport,
  type RegisteredArm,
} from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api } from './fixtures/api.ts';
import { startTestStack, type TestStack } from './fixtures/test-stack.ts';

/** An arm of somebody else: it answers at `/lab/execute`, as it is told to. */
class ForeignArm {
  readonly #server: Server;
  calls = 0;
  last: { readonly audience: unknown; readonly request: ArmRequest } | undefined;
  answer: 'fine' | 'broken' | 'nonsense' = 'fine';

  constructor() {
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/lab`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(http: IncomingMessage, response: ServerResponse): Promise<void> {
    if (http.url !== '/lab/execute') {
      response.writeHead(http.url === '/lab/health/ready' ? 200 : 404).end();
      return;
    }
    let text = '';
    for await (const chunk of http) text += String(chunk);
    const [, claims = ''] = (http.headers.authorization ?? '').split('.');
    const { aud, jti } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, string>;
    const request = ArmRequest.parse(JSON.parse(text));
    this.calls++;
    this.last = { audience: aud, request };
    response.end(JSON.stringify(this.answer === 'nonsense' ? { ok: true } : this.#answerTo(jti)));
  }

  #answerTo(tokenId = ''): ArmResponse {
    const common = {
      confidence: 1,
      usage: { prompt_tokens: 0, completion_tokens: 0, cost_usd: 0, llm_calls: 0, tool_calls: 1 },
      provenance: {
        arm: 'lab-arm',
        version: '1.0.0',
        model: null,
        provider: null,
        input_sha256: '0'.repeat(64),
        output_sha256: null,
        timestamp: new Date().toISOString(),
        duration_ms: 1,
        capability_token_id: tokenId,
        sources: [],
      },
      warnings: [],
    };
    if (this.answer === 'fine') return { success: true, output: { from: 'the lab' }, error: null, ...common };
    const error = {
      code: 'broken',
      category: 'internal',
      message: 'It broke.',
      retryable: true,
      retry_after: null,
    } as const;
    return { success: false, output: null, error, ...common };
  }
}

const resetSeconds = 8;
let stack: TestStack;
let api: Api;
const arm = new ForeignArm();
await arm.listen();

/** A platform whose own executor is not where it should be, so that another arm has to step in. */
beforeAll(async () => {
  stack = await startTestStack({
    EXECUTOR_ARM_URL: 'http://127.0.0.1:9',
    ORCHESTRATOR_ARM_ALLOWLIST: '127.0.0.1:*',
    ORCHESTRATOR_BREAKER_RESET_SECONDS: String(resetSeconds),
  });
  api = new Api(stack);
});
afterAll(async () => {
  await stack?.stop();
  await arm.close();
});

const admin = () => ({ key: stack.keys.admin });
const capability = (change: Partial<ArmCapability> = {}): ArmCapability => ({
  arm_id: 'lab-arm',
  name: 'Laboratory',
  description: 'Runs tools in the laboratory',
  capabilities: ['execute'],
  input_schema: {},
  output_schema: {
    execute: { type: 'object', properties: { from: { type: 'string' } }, required: ['from'] },
  },
  cost_tier: 2,
  average_latency_ms: 5,
  success_rate: 1,
  endpoint: arm.endpoint,
  max_concurrent_tasks: 5,
  version: '1.0.0',
  ...change,
});
const register = (change: object = {}, options = {}) =>
  api.request<RegisteredArm>('POST', '/api/v1/arms/register', {
    ...admin(),
    body: { ...capability(), ...change },
    ...options,
  });
const listed = async (armId = 'lab-arm') => {
  const { body } = await api.request<ArmList>('GET', '/api/v1/arms', admin());
  return body.items.find(({ arm_id }) => arm_id === armId);
};
/** One call of a tool that has side effects, so that it is made once. */
const execute = async () => {
  const { body } = await api.request<ExecuteResponse>('POST', '/execute', {
    // Not one that may be repeated: each call is one attempt.
    body: { prompt: 'Run.', tools: [{ id: 'a', tool: 'http_post', args: { url: 'http://date.example' } }] },
  });
  return body.results[0];
};

describe('registering a foreign arm', () => {
  it('is for the allow-list, the scope and names that are free', async () => {
    expect((await register({}, { key: stack.keys.read_only })).status).toBe(403);
    expect((await register({ arm_id: 'executor-arm' })).status).toBe(409);
    const elsewhere = await register({ endpoint: 'http://10.0.0.7:80' });
    expect(elsewhere.status).toBe(403);
    expect(elsewhere.text).toContain('ORCHESTRATOR_ARM_ALLOWLIST');
    expect((await register({ output_schema: { type: 'nonsense' } })).status).toBe(422);
    const wrong = await register({ cost_tier: 6 });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('/cost_tier');
  });

  it('answers 201 and puts it on the list, with health, load and breaker state', async () => {
    const { status, body } = await register();
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...capability(), foreign: true, calls_in_flight: 0 });
    await expect
      .poll(() => listed(), { timeout: 30_000, interval: 250 })
      .toMatchObject({ health: 'healthy', breaker: { state: 'closed', failures: 0, retry_at: null } });
    expect((await register({ version: '1.0.1' })).body).toMatchObject({ version: '1.0.1' });
  });

  it('stands beside those of the platform, which are healthy unless they are not there', async () => {
    const health = async () => {
      const { body } = await api.request<ArmList>('GET', '/api/v1/arms', admin());
      return Object.fromEntries(
        body.items.filter(({ foreign }) => !foreign).map((item) => [item.arm_id, item.health]),
      );
    };
    // Three checks, five seconds apart.
    await expect.poll(health, { timeout: 60_000, interval: 500 }).toEqual({
      'planner-arm': 'healthy',
      'coder-arm': 'healthy',
      'judge-arm': 'healthy',
      'executor-arm': 'unhealthy',
      'retriever-arm': 'healthy',
      'guardian-arm': 'healthy',
    });
  });
});

describe('a foreign arm', () => {
  it('steps in for an arm that cannot be reached, with a token for it alone', async () => {
    expect(await execute()).toMatchObject({ status: 'succeeded', output: { from: 'the lab' } });
    expect(arm.last).toMatchObject({ audience: 'lab-arm', request: { action: 'execute', step_id: 'a' } });
  });

  it('five failures open, zero calls while open, exactly one probe after the reset', async () => {
    await expect.poll(() => listed(), { timeout: 30_000 }).toMatchObject({ breaker: { state: 'closed' } });
    // Answers that do not fit count like failures.
    for (const answer of ['broken', 'nonsense', 'broken', 'broken', 'broken'] as const) {
      arm.answer = answer;
      expect((await execute())?.status).toBe('failed');
    }
    const before = arm.calls;
    expect((await listed())?.breaker).toMatchObject({ state: 'open', failures: 5 });
    const { body: failures } = await api.request<FailureReport>('GET', '/errors', admin());
    expect(failures.breakers).toContainEqual(expect.objectContaining({ arm_id: 'lab-arm', state: 'open' }));
    const retryAt = Date.parse((await listed())?.breaker.retry_at ?? '');
    arm.answer = 'fine';
    let tries = 0;
    for (; Date.now() < retryAt - 1_000; tries++) {
      expect((await execute())?.status).toBe('failed');
      expect(arm.calls).toBe(before);
      // The key has a rate limit, too.
      await sleep(50);
    }
    expect(tries).toBeGreaterThan(0);
    await expect.poll(() => listed(), { timeout: 30_000 }).toMatchObject({ breaker: { state: 'half_open' } });
    expect(await execute()).toMatchObject({ status: 'succeeded' });
    expect(arm.calls).toBe(before + 1);
    expect((await listed())?.breaker).toEqual({ state: 'closed', failures: 0, retry_at: null });
  });

  it('is told of in the metrics and among the anomalies when there are any', async () => {
    const { body } = await api.request<PerformanceReport>('GET', '/performance', admin());
    expect(body.anomalies).toEqual([]);
    const metrics = await (await fetch(stack.services.get('orchestrator')?.metricsUrl ?? '')).text();
    expect(metrics).toContain('arm_breaker_state{arm="lab-arm"} 0');
    expect(metrics).toMatch(/arm_calls_total\{arm="lab-arm",outcome="failed"\} 5/);
    expect(metrics).toMatch(/arm_calls_total\{arm="lab-arm",outcome="refused"\} [1-9]/);
  });
});
