import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Metric, remediationMetrics } from '@octollm/catalogue';
import type { ArmList } from '@octollm/contracts';
import { hours, hurried, pages, queriesOf, seconds } from '@octollm/observability';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type Monitoring, namespace, startMonitoring } from '../observe/monitoring.ts';
import { type LocalRemediator, startRemediator } from '../observe/remediator.ts';
import { WebhookReceiver } from '../observe/webhook-receiver.ts';
import { root } from '../workspace/index.ts';
import { Api } from './fixtures/api.ts';
import { FaultyFront } from './fixtures/faulty-front.ts';
import { ModelProvider } from './fixtures/model-provider.ts';
import { instantQuery } from './fixtures/prometheus-client.ts';
import { startTestStack, type TestStack } from './fixtures/test-stack.ts';

const stuck = 'judge-arm';
const failing = 'executor-arm';
/** Arms that nothing else here needs. */
const others = ['planner-arm', 'coder-arm', 'retriever-arm', 'guardian-arm'];
const restartsAnHour = 3;

/** As the default, but that it answers an alert on cost that comes within a minute, and that a storm is over soon. */
const policy = stringify({
  version: 1,
  limits: { per_hour: 6, actions: { restart: { per_hour: restartsAnHour, cool_down_seconds: 60 } } },
  rules: [
    { name: 'restart-stuck-service', alerts: ['ServiceDown'], action: { kind: 'restart' } },
    {
      name: 'spare-failing-arm',
      alerts: ['ArmFailing'],
      action: { kind: 'open_breaker', for_seconds: 600 },
    },
    {
      name: 'pause-dear-tenant',
      alerts: ['ModelSpendPerDay'],
      action: { kind: 'pause_tenant', for_seconds: 600, share: 0.6 },
    },
  ],
});

/** What the remediator tells of a decision. */
interface Decided {
  readonly action: string;
  readonly target: string;
  readonly decision: string;
  readonly alert: string;
  readonly outcome: string | null;
}

let provider: ModelProvider;
let front: FaultyFront;
let stack: TestStack;
let api: Api;
let remediator: LocalRemediator;
let dry: LocalRemediator;
let receiver: WebhookReceiver;
let monitoring: Monitoring;

const remediatorThat = (acts: boolean): Promise<LocalRemediator> =>
  startRemediator({
    root,
    dataFolder: stack.dataFolder,
    gateway: stack.gateway,
    control: stack.control,
    adminKey: stack.keys.admin,
    acts,
    environment: {
      DATABASE_URL: stack.databaseUrl,
      REMEDIATOR_POLICY: join(stack.dataFolder, 'policy.yaml'),
    },
    onLine: () => undefined,
    notice: () => undefined,
    portOffset: randomInt(1_000, 14_000),
  });

/** Has so many tokens used, two dollars a million. The same words would be answered from the cache. */
const spend = async (tokens: number, content: string, key = stack.keys.default): Promise<void> => {
  provider.usage = { prompt_tokens: tokens, completion_tokens: 0, total_tokens: tokens };
  const { status, text } = await api.request('POST', '/v1/chat/completions', {
    key,
    body: { model: 'gpt-4.1', messages: [{ role: 'user', content }] },
  });
  expect({ status, text }).toMatchObject({ status: 200 });
};

beforeAll(async () => {
  provider = await ModelProvider.start();
  front = await FaultyFront.start();
  stack = await startTestStack({
    OPENAI_API_KEY: 'sk-of-the-platform',
    OPENAI_BASE_URL: provider.baseUrl,
    EXECUTOR_ARM_URL: front.url,
    EXECUTOR_HTTP_ALLOWLIST: '127.0.0.1:*',
  });
  front.arm = stack.services.get(failing)?.url;
  api = new Api(stack);
  writeFileSync(join(stack.dataFolder, 'policy.yaml'), policy);
  // Nobody is paused who is alone, so the first tenant is the one of two that spends most.
  await spend(300_000, 'Say something.');
  await spend(3_000, 'Say something.', stack.keys.other_tenant);
  receiver = await WebhookReceiver.start();
  remediator = await remediatorThat(true);
  dry = await remediatorThat(false);
});
afterAll(async () => {
  await monitoring?.stop();
  await receiver?.close();
  await Promise.all([remediator?.stop(), dry?.stop()]);
  await stack?.stop();
  await front?.close();
  await provider?.close();
});

const decisions = async ({ url, token }: LocalRemediator = remediator): Promise<readonly Decided[]> => {
  const response = await fetch(`${url}/actions?limit=200`, { headers: { authorization: `Bearer ${token}` } });
  return ((await response.json()) as { items: readonly Decided[] }).items;
};

const done = async (): Promise<readonly string[]> =>
  (await decisions())
    .filter(({ decision }) => decision === 'act')
    .map(({ action, target, outcome }) => `${action} ${target} ${outcome}`);

const processes = (): Readonly<Record<string, number | undefined>> =>
  Object.fromEntries([...stack.services.values()].map(({ name, pid }) => [name, pid]));

const heldArms = async (): Promise<readonly string[]> => {
  const { body } = await api.request<ArmList>('GET', '/api/v1/arms', { key: stack.keys.admin });
  return body.items.filter(({ breaker }) => breaker.hold !== undefined).map(({ arm_id }) => arm_id);
};

const statusFor = async (key: string): Promise<number> =>
  (await api.request('GET', '/api/v1/tasks', { key })).status;

const patience = { timeout: 120_000, interval: 500 };

describe('a dry run', () => {
  const alert = (alertname: string, service: string) => ({
    status: 'firing',
    labels: { alertname, service, namespace, severity: 'critical' },
    startsAt: '2026-01-01T00:00:00Z',
  });
  const notification = {
    version: '4',
    alerts: [alert('ServiceDown', stuck), alert('ArmFailing', failing), alert('ModelSpendPerDay', 'models')],
  };
  const notify = async (): Promise<readonly string[]> => {
    const response = await fetch(dry.alertsUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${dry.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(notification),
    });
    const { decisions: decided } = (await response.json()) as { decisions: readonly Decided[] };
    return decided.map(({ action, target }) => `${action} ${target}`).sort();
  };

  it('says what it would do, and nothing changes', async () => {
    const before = processes();
    // What a call has cost is written down within a second.
    await expect
      .poll(notify, { timeout: 20_000 })
      .toEqual([`open_breaker ${failing}`, 'pause_tenant dev', `restart ${stuck}`]);
    const would = (await decisions(dry)).filter(({ decision }) => decision === 'dry_run');
    expect(would.map(({ action, outcome }) => `${action} ${outcome}`).sort()).toEqual([
      'open_breaker null',
      'pause_tenant null',
      'restart null',
    ]);
    await dry.stop();
    expect(processes()).toEqual(before);
    expect(await heldArms()).toEqual([]);
    expect(await statusFor(stack.keys.default)).toBe(200);
  });
});

describe('a remediator that acts', () => {
  const going = new AbortController();
  let before: ReturnType<typeof processes>;

  const failOnAndOn = async (): Promise<void> => {
    while (!going.signal.aborted)
      await api.request('POST', '/execute', {
        key: stack.keys.other_tenant,
        body: {
          prompt: 'Run.',
          tools: [{ tool: 'http_get', args: { url: `${stack.gateway}/health/live` }, timeout_ms: 5_000 }],
          timeout_ms: 10_000,
        },
      });
  };

  beforeAll(async () => {
    monitoring = await startMonitoring({
      services: {
        ...Object.fromEntries([...stack.services.values()].map((it) => [it.name, it.metricsUrl])),
        remediator: remediator.metricsUrl,
      },
      remediator,
      receiver: receiver.url,
      pace: hurried,
      everySeconds: 2,
    });
    before = processes();
    process.kill(before[stuck] ?? 0, 'SIGSTOP');
    front.isFaulty = true;
    void failOnAndOn();
    // Prometheus sees what a counter grows by, from what it has seen before.
    const seen = () => instantQuery(monitoring.prometheus, 'llm_api_cost_total{job="reflex-gateway"}');
    while ((await seen()).length === 0) await sleep(200);
    await spend(300_000, 'Say something dear.');
    // The rule looks at each hurried hour once: a jump between two scrapes may lie between two looks, two jumps do not.
    await sleep(hurried(hours(1)).seconds * 500);
    await spend(300_000, 'Say something dear again.');
  }, 150_000);
  afterAll(() => going.abort());

  it('a service that stands still is restarted, and answers again', { timeout: 150_000 }, async () => {
    await expect.poll(done, patience).toContain(`restart ${stuck} succeeded`);
    expect(processes()[stuck]).not.toBe(before[stuck]);
    const resolved = () =>
      receiver.told.filter(
        ({ status, labels }) =>
          status === 'resolved' && labels['alertname'] === 'ServiceDown' && labels['service'] === stuck,
      ).length;
    await expect.poll(resolved, patience).toBeGreaterThan(0);
  });

  it('an arm that fails is called no more', { timeout: 150_000 }, async () => {
    await expect.poll(done, patience).toContain(`open_breaker ${failing} succeeded`);
    expect(await heldArms()).toEqual([failing]);
  });

  it('the tenant that spends is refused, and no other', { timeout: 150_000 }, async () => {
    await expect.poll(done, patience).toContain('pause_tenant dev succeeded');
    await expect.poll(() => statusFor(stack.keys.default), patience).toBe(403);
    expect(await statusFor(stack.keys.other_tenant)).toBe(200);
  });

  it('a storm of alerts is answered as often as the policy allows', { timeout: 150_000 }, async () => {
    going.abort();
    const startsAt = new Date().toISOString();
    const storm = Array.from({ length: 300 }, (_, index) => ({
      labels: {
        alertname: 'ServiceDown',
        severity: 'critical',
        namespace,
        service: others[index % others.length],
        instance: String(index),
      },
      startsAt,
    }));
    const response = await fetch(`${monitoring.alertmanager}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(storm),
    });
    expect(response.status).toBe(200);
    const unanswered = async () => {
      const all = await decisions();
      return others.filter(
        (arm) =>
          !all.some(
            ({ target, decision, outcome }) =>
              target === arm && (decision === 'action_limit' || outcome !== null),
          ),
      );
    };
    await expect.poll(unanswered, patience).toEqual([]);
    const restarts = (await decisions()).filter(
      ({ action, decision }) => action === 'restart' && decision === 'act',
    );
    expect(restarts).toHaveLength(restartsAnHour);
    const now = processes();
    const changed = Object.keys(now).filter((name) => now[name] !== before[name]);
    expect(new Set(changed)).toEqual(new Set(restarts.map(({ target }) => target)));
  });

  it('all of it is on record, with the alert that it answered', async () => {
    const acts = (await decisions()).filter(({ decision }) => decision === 'act');
    expect(acts.every(({ outcome }) => outcome === 'succeeded')).toBe(true);
    expect(new Set(acts.map(({ action, alert }) => `${action} ${alert}`))).toEqual(
      new Set(['restart ServiceDown', 'open_breaker ArmFailing', 'pause_tenant ModelSpendPerDay']),
    );
  });

  it('and on the dashboard', { timeout: 150_000 }, async () => {
    const own = new Set<string>(Object.values<Metric>(remediationMetrics).map(({ name }) => name));
    const queries = pages
      .flatMap((page) => queriesOf(page, { window: seconds(60), range: seconds(120) }))
      .filter(({ sources }) => sources.some(({ name }) => own.has(name)));
    expect(queries.length).toBeGreaterThan(2);
    for (const { text } of queries)
      await expect.poll(() => instantQuery(monitoring.prometheus, text), patience).not.toEqual([]);
  });
});
