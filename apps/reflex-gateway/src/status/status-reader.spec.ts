import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HealthReport, PlatformStatus, UnavailableError } from '@octollm/contracts';
import type { OverallHealth } from '@octollm/service-kit';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Upstream } from '../edge/upstream.ts';
import type { TenantPauses } from '../identity/pauses/tenant-pauses.ts';
import { Alertmanager } from './alertmanager.ts';
import { StatusReader } from './status-reader.ts';

const now = new Date('2026-11-22T10:00:00.000Z');
const operator = { keyId: 'k', tenantId: 'acme', scopes: ['admin'], tier: 'pro' } as const;
const usage = { prompt_tokens: 1, completion_tokens: 2, cost_usd: 3, llm_calls: 4, tool_calls: 5, tasks: 6 };
const pause = {
  tenant_id: 'umbrella',
  since: now.toISOString(),
  until: now.toISOString(),
  reason: 'spends too much',
  by: 'key:1',
};
const ended = { ended: 0, succeeded: 0, per_minute: 0, latency_ms: null };
const at = now.toISOString();
const backlog = { tasks_waiting: 0, oldest_waiting_seconds: null };

/** What the orchestrator answers, by path. */
const answers: Readonly<Record<string, unknown>> = {
  '/api/v1/arms': { items: [] },
  '/debug/queues': { at, items: [{ name: 'tasks', backend: 'redis', wake_ups_queued: 0, ...backlog }] },
  '/performance': {
    at,
    window_minutes: 15,
    tasks: { ...ended, since: at },
    arms: { since: at, items: [] },
    work: { tasks_in_progress: 0, wake_ups_queued: 0, ...backlog },
    anomalies: [],
  },
  '/errors?limit=10': { at, items: [], all_tenants: [], breakers: [], healing: [] },
  '/api/v1/usage?group_by=tenant&from=2026-11-01T00:00:00.000Z': {
    from: at,
    to: at,
    items: [],
    total: usage,
  },
};

let server: Server;
let alerts: RequestListener;
beforeEach(async () => {
  server = createServer((request, response) => alerts(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const readerOver = (
  ask: (path: string) => Promise<{ status: number; body: unknown }>,
  alertmanager = true,
) => {
  const health = { read: async (): Promise<HealthReport> => ({ status: 'ok', dependencies: {} }) };
  const upstream = {
    ask: async (_route: unknown, _identity: unknown, { path }: { path: string }) => {
      const { status, body } = await ask(path);
      return { statusCode: status, body: { text: async () => JSON.stringify(body) } };
    },
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/am`;
  return new StatusReader(
    health as OverallHealth,
    upstream as unknown as Upstream,
    { all: [pause] } as unknown as TenantPauses,
    new Alertmanager({ ALERTMANAGER_URL: alertmanager ? url : undefined }),
    pino({ level: 'silent' }),
  );
};
const whole = async (path: string) => ({ status: 200, body: answers[path] });

const alert = (labels: object) => ({
  labels,
  annotations: { summary: 'It burns.' },
  startsAt: at,
  endsAt: at,
});

describe('the status of the platform', () => {
  it('is made of what each route says, the pauses and the alerts that fire', async () => {
    const asked: (string | undefined)[] = [];
    alerts = (request, response) => {
      asked.push(request.url);
      const firing = [alert({ alertname: 'Watchdog' }), alert({ alertname: 'Fire', severity: 'critical' })];
      response.end(JSON.stringify(firing));
    };
    const status = await readerOver(whole).read(operator, now);
    expect(PlatformStatus.parse(status)).toEqual({
      at,
      health: { known: { status: 'ok', dependencies: {} } },
      arms: { known: answers['/api/v1/arms'] },
      queues: { known: answers['/debug/queues'] },
      performance: { known: answers['/performance'] },
      failures: { known: answers['/errors?limit=10'] },
      usage: { known: expect.objectContaining({ total: usage }) },
      pauses: [pause],
      alerts: { known: [{ name: 'Fire', severity: 'critical', summary: 'It burns.', since: at }] },
    });
    expect(asked).toEqual(['/am/api/v2/alerts?active=true&silenced=false&inhibited=false']);
  });

  it('says in the place of a part why it cannot be read', async () => {
    alerts = (_request, response) => response.writeHead(502).end('no');
    const problem = { type: 't', title: 't', instance: '/', request_id: 'r', retryable: true };
    const body = { ...problem, status: 503, code: 'overloaded', detail: 'Too much work waits.' };
    const status = await readerOver(async (path) => {
      if (path === '/debug/queues') return { status: 503, body };
      if (path === '/performance') throw new UnavailableError('orchestrator cannot be reached. Try again.');
      if (path === '/api/v1/arms') return { status: 200, body: { items: 'many' } };
      if (path.startsWith('/api/v1/usage')) throw new TypeError('password=hunter2');
      return whole(path);
    }).read(operator, now);
    expect(PlatformStatus.parse(status)).toMatchObject({
      health: { known: { status: 'ok' } },
      arms: { unknown: 'The answer has another form than agreed.' },
      queues: { unknown: 'Too much work waits.' },
      performance: { unknown: 'orchestrator cannot be reached. Try again.' },
      failures: { known: answers['/errors?limit=10'] },
      usage: { unknown: 'It could not be read.' },
      alerts: { unknown: 'The Alertmanager answers 502.' },
    });
  });

  it('has no alerts when no Alertmanager is known', async () => {
    expect((await readerOver(whole, false).read(operator, now)).alerts).toBeNull();
  });

  it('waits for no part that does not answer in time', async () => {
    const patience = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(patience.signal);
    alerts = () => patience.abort(new DOMException('late', 'TimeoutError'));
    const status = await readerOver(async (path) => {
      if (path !== '/performance') return whole(path);
      await once(patience.signal, 'abort');
      throw patience.signal.reason;
    }).read(operator, now);
    vi.restoreAllMocks();
    const late = { unknown: 'There was no answer within 4 seconds.' };
    expect(status).toMatchObject({ arms: { known: {} }, performance: late, alerts: late });
  });
});
