import { describe, expect, it } from 'vitest';
import { realTime } from '../alerts/pace.ts';
import { exampleRouting } from '../fixtures/routing.ts';
import { everyAlert } from '../rules/groups.ts';
import { inhibitions } from './inhibitions.ts';
import { alertmanagerFile, routing } from './routing.ts';
import { receiversOf } from './simulate.ts';

const alerts = everyAlert({
  pace: realTime,
  environments: [{ name: 'production', namespace: 'octollm-production' }],
});
const configuration = routing(exampleRouting);
const reached = (labels: Readonly<Record<string, string>>) => receiversOf(configuration.route, labels);

describe('the routing of alerts', () => {
  it('brings every alert to the receiver of its severity, and to what acts on it', () => {
    for (const { name, severity, service } of alerts.filter((alert) => alert.name !== 'Watchdog'))
      expect(reached({ alertname: name, severity, service, namespace: 'octollm-production' })).toEqual([
        'remediator-octollm-production',
        severity,
      ]);
  });

  it('brings an alert to nothing that acts on another namespace', () => {
    const alert = { alertname: 'ServiceDown', severity: 'critical', service: 'judge-arm' };
    expect(reached({ ...alert, namespace: 'octollm-staging' })).toEqual([
      'remediator-octollm-staging',
      'critical',
    ]);
    expect(reached({ ...alert, namespace: 'octollm-system' })).toEqual(['critical']);
    expect(reached(alert)).toEqual(['critical']);
  });

  it('brings the Watchdog to nobody but the one who misses it', () => {
    expect(reached({ alertname: 'Watchdog', severity: 'info', service: 'prometheus' })).toEqual(['dead-man']);
  });

  it('wakes nobody for an environment that nobody but its developers needs', () => {
    const { remediators: _, ...others } = exampleRouting;
    const { route } = routing({ ...others, quiet: ['octollm-dev'] });
    const down = { alertname: 'ServiceDown', severity: 'critical' } as const;
    expect(receiversOf(route, { ...down, namespace: 'octollm-dev' })).toEqual(['warning']);
    expect(receiversOf(route, { ...down, namespace: 'octollm-production' })).toEqual(['critical']);
  });

  it('wakes somebody for an alert of a severity that it does not know', () => {
    const { remediators: _, ...others } = exampleRouting;
    expect(receiversOf(routing(others).route, { alertname: 'Foreign' })).toEqual(['critical']);
  });

  it('takes credentials from files, and has none itself', () => {
    const text = alertmanagerFile(exampleRouting);
    expect([...text.matchAll(/(\w+_file): (\S+)/g)].map(([, key, file]) => [key, file])).toEqual([
      ['routing_key_file', '/secrets/pagerduty-routing-key'],
      ['api_url_file', '/secrets/slack-webhook-url'],
      ['auth_password_file', '/secrets/smtp-password'],
      ['credentials_file', '/secrets/dead-man-token'],
      ['credentials_file', '/secrets/remediator-octollm-staging'],
      ['credentials_file', '/secrets/remediator-octollm-production'],
    ]);
    expect(text).not.toMatch(/(routing_key|service_key|api_url|auth_password|credentials|bearer_token):/);
  });

  it('holds back what follows from what is told already, by the names of alerts that there are', () => {
    const names = new Set(alerts.map(({ name }) => name));
    const mentioned = inhibitions.flatMap(({ source, target }) => [...source, ...target]);
    expect(mentioned.filter((name) => !names.has(name))).toEqual([]);
    for (const { source, target } of inhibitions)
      expect(target.filter((name) => source.includes(name))).toEqual([]);
  });

  it('compares alerts by labels that both have', () => {
    const lacking = inhibitions.flatMap(({ source, target, equal }) =>
      alerts
        .filter(({ name }) => [...source, ...target].includes(name))
        .flatMap(({ name, expr, labels = {} }) => {
          const known = new Set([...expr.labels, 'service', ...Object.keys(labels)]);
          return equal.filter((label) => !known.has(label)).map((label) => `${name} has no ${label}`);
        }),
    );
    expect(lacking).toEqual([]);
  });
});
