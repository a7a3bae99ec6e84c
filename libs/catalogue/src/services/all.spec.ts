import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Metric } from '../metrics/metric.ts';
import { addressSetting, metricsOf } from '../service.ts';
import { operators, services } from './all.ts';

const duplicates = <Value>(values: readonly Value[]): readonly Value[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

/** Names that the requirements fix although they break the conventions of Prometheus. */
const fixedNames = new Set(['agent_token_usage', 'gen_ai_client_token_usage', 'response_quality_score']);

/** Every label there is. A new one belongs here once it is sure that callers cannot make values of it. */
const fewValues: readonly string[] = [
  'action',
  'arm',
  'category',
  'class',
  'decision',
  'error_type',
  'gen_ai_operation_name',
  'gen_ai_provider_name',
  'gen_ai_request_model',
  'gen_ai_token_type',
  'guard',
  'kind',
  'level',
  'limit',
  'method',
  'metric_type',
  'model',
  'operation',
  'outcome',
  'percent',
  'pool',
  'priority',
  'provider',
  'queue',
  'reason',
  'route',
  'severity',
  'state',
  'statement',
  'status',
  'tier',
  'tool',
  'type',
  'verdict',
  'version',
];

const deployed = [...services, ...operators];

const metrics = new Map<string, Set<Metric>>();
for (const service of deployed)
  for (const metric of metricsOf(service))
    metrics.set(metric.name, (metrics.get(metric.name) ?? new Set()).add(metric));
const all = [...metrics.values()].flatMap((definitions) => [...definitions]);

describe('the services of the platform', () => {
  it('are all those that are defined in this folder', () => {
    const folder = new URL('.', import.meta.url);
    const defined = readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .filter((file) => readFileSync(new URL(file, folder), 'utf8').includes('= defineService('))
      .map((file) => file.replace('.ts', ''));
    expect(deployed.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b))).toEqual(
      defined.toSorted((a, b) => a.localeCompare(b)),
    );
  });

  it('listen on the ports of the design', () => {
    expect(Object.fromEntries(deployed.map(({ name, port }) => [name, port]))).toEqual({
      'reflex-gateway': 8080,
      orchestrator: 8000,
      'planner-arm': 8100,
      'coder-arm': 8102,
      'judge-arm': 8103,
      'executor-arm': 8104,
      'retriever-arm': 8106,
      'guardian-arm': 8107,
      remediator: 8200,
    });
    expect(new Set(deployed.map(({ metricsPort }) => metricsPort))).toEqual(new Set([9090]));
  });

  it('have names, ports and address variables of their own', () => {
    expect(duplicates(deployed.map(({ name }) => name))).toEqual([]);
    expect(duplicates(deployed.map(({ port }) => port))).toEqual([]);
    expect(duplicates(deployed.map(({ name }) => addressSetting(name)))).toEqual([]);
    expect(deployed.every(({ port, metricsPort }) => port !== metricsPort)).toBe(true);
  });

  it('finish their work well before the 300 seconds that a pod may take to stop', () => {
    for (const { drainSeconds } of deployed) {
      expect(drainSeconds).toBeGreaterThan(0);
      expect(drainSeconds).toBeLessThan(300);
    }
  });

  it('scale between bounds that are in order', () => {
    const ranges = deployed.flatMap(({ scaling }) => (scaling.kind === 'replicas' ? [scaling] : []));
    expect(ranges.every(({ min, max }) => min >= 1 && min <= max)).toBe(true);
  });

  it('are arms exactly when they have actions, each with a path of one part', () => {
    for (const service of deployed) {
      const actions = service.arm?.actions ?? [];
      expect(actions.length > 0).toBe(service.kind === 'arm');
      expect(duplicates(actions.map(({ name }) => name))).toEqual([]);
      expect(duplicates(actions.map(({ path }) => path))).toEqual([]);
      expect(actions.every(({ path }) => /^\/[a-z]+$/.test(path))).toBe(true);
    }
  });

  it('keep the stores to those who may open them', () => {
    const openersOf = (store: string): readonly string[] =>
      deployed.filter(({ stores }) => stores.some(({ name }) => name === store)).map(({ name }) => name);
    expect(openersOf('postgres')).toEqual(['reflex-gateway', 'orchestrator', 'retriever-arm', 'remediator']);
    expect(openersOf('qdrant')).toEqual(['retriever-arm']);
    expect(openersOf('redis-queue')).toEqual(['orchestrator', 'retriever-arm']);
    // Whoever checks tokens hears there which ones were stopped.
    expect(openersOf('redis-cache')).toEqual(services.map(({ name }) => name));
  });

  it('look after the others as operators, which nobody calls', () => {
    expect(operators.map(({ kind }) => kind)).toEqual(operators.map(() => 'operator'));
    expect(services.filter(({ kind }) => kind === 'operator')).toEqual([]);
    const called = deployed.flatMap(({ calls }) => calls.map(({ name }) => name));
    expect(operators.filter(({ name }) => called.includes(name))).toEqual([]);
  });

  it('keep private keys to the signers', () => {
    const holders = deployed.flatMap(({ name, settings }) =>
      Object.keys(settings)
        .filter((setting) => setting.endsWith('_SIGNING_KEY'))
        .map((setting) => `${name}: ${setting}`),
    );
    expect(holders).toEqual([
      'reflex-gateway: GATEWAY_SIGNING_KEY',
      'orchestrator: ORCHESTRATOR_SIGNING_KEY',
    ]);
  });

  it('mark as secret whatever could hold a password or a private key, and give none a default', () => {
    const settings = deployed.flatMap((service) => Object.entries(service.settings));
    const secrets = settings.filter(([name]) =>
      /SIGNING_KEY|API_KEY|_TOKEN$|DATABASE.*_URL|REDIS_URL/.test(name),
    );
    expect(secrets.length).toBeGreaterThan(0);
    expect(secrets.filter(([, { secret }]) => !secret)).toEqual([]);
    expect(settings.filter(([, setting]) => setting.secret && setting.default !== undefined)).toEqual([]);
  });
});

describe('the metrics of the platform', () => {
  it('have one definition a name, whichever services export them', () => {
    expect([...metrics].filter(([, definitions]) => definitions.size > 1).map(([name]) => name)).toEqual([]);
  });

  it.each(all.map((metric) => [metric.name, metric] as const))(
    '%s is valid for Prometheus',
    (name, metric) => {
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(metric.help).not.toBe('');
      expect(duplicates(metric.labels)).toEqual([]);
      expect(metric.labels.every((label) => /^[a-z][a-z0-9_]*$/.test(label) && label !== 'le')).toBe(true);
    },
  );

  it.each(all.filter(({ name }) => !fixedNames.has(name)).map((metric) => [metric.name, metric] as const))(
    '%s ends as its kind should',
    (name, { kind }) => {
      const endings = {
        counter: /_total$/,
        histogram: /_(?:seconds|bytes|ratio)$/,
        gauge: /(?<!_total|_count|_sum|_bucket)$/,
      };
      expect(name).toMatch(endings[kind]);
    },
  );

  it('have labels that take few values: none names a tenant, a task, a person or a text', () => {
    expect([...new Set(all.flatMap(({ labels }) => labels))].toSorted()).toEqual(fewValues);
  });

  it('have buckets that rise', () => {
    for (const metric of all) {
      const buckets = metric.kind === 'histogram' ? metric.buckets : [0];
      expect(buckets.length).toBeGreaterThan(0);
      expect(buckets.every((bound, index) => index === 0 || bound > (buckets[index - 1] ?? bound))).toBe(
        true,
      );
    }
  });

  it('keep the names that the requirements fix', () => {
    for (const name of [
      'http_requests_total',
      'http_request_duration_seconds',
      'tasks_created_total',
      'tasks_completed_total',
      'task_duration_seconds',
      'tasks_in_progress',
      'agent_execution_duration_seconds',
      'agent_errors_total',
      'agent_token_usage',
      'tool_calls_total',
      'tool_duration_seconds',
      'active_queries',
    ])
      expect([...metrics.keys()]).toContain(name);
    expect(armTokenKind()).toBe('histogram');
  });
});

const armTokenKind = (): string | undefined => [...(metrics.get('agent_token_usage') ?? [])][0]?.kind;
