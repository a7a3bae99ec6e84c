import { everyAlert, realTime } from '@octollm/observability';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from './default-policy.ts';
import { Policy } from './policy.ts';
import { PolicyError, parsePolicy, readPolicy } from './read-policy.ts';

const alerts = everyAlert({
  pace: realTime,
  environments: [{ name: 'production', namespace: 'octollm-production' }],
});

describe('the policy of the platform', () => {
  const policy = readPolicy(undefined);

  it('is one by its own schema', () => {
    expect(Policy.parse(defaultPolicy)).toEqual(policy);
  });

  it.each(policy.rules.flatMap(({ name, alerts: names }) => names.map((alert) => [name, alert] as const)))(
    '%s speaks of an alert that there is: %s',
    (_rule, name) => {
      expect(alerts.map((alert) => alert.name)).toContain(name);
    },
  );

  it('looks at the costs of a whole day: what was spent is in them as long as the alert on it fires', () => {
    const actions = policy.rules.flatMap(({ action }) => (action.kind === 'pause_tenant' ? [action] : []));
    expect(actions.map(({ window_minutes: minutes }) => minutes)).toEqual([1_439]);
  });

  it('purges no cache, for it could purge that of one tenant only', () => {
    expect(policy.rules.map(({ action }) => action.kind)).not.toContain('purge_cache');
  });

  it.each(policy.rules.map((rule) => [rule.name, rule] as const))(
    '%s takes the severity that its alerts have',
    (_name, { alerts: names, severities }) => {
      const of = alerts.filter(({ name }) => names.includes(name)).map(({ severity }) => severity);
      expect(of.filter((severity) => !severities.includes(severity))).toEqual([]);
    },
  );
});

const minimal = `
version: 1
rules:
  - name: one
    alerts: [ServiceDown]
    action: { kind: restart }
`;

describe('a policy of the operator', () => {
  it('gets limits when it names none', () => {
    const { limits } = parsePolicy(minimal);
    expect(limits.per_hour).toBe(6);
    expect(limits.actions.restart).toEqual({ per_hour: 4, per_day: 3, cool_down_seconds: 900 });
  });

  it('names the limits that it wants to differ, and no others', () => {
    const { limits } = parsePolicy(`${minimal}limits: { actions: { restart: { per_day: 9 } } }\n`);
    expect(limits.actions.restart).toEqual({ per_hour: 4, per_day: 9, cool_down_seconds: 900 });
  });

  it.each([
    ['a text that is no YAML', 'version: [1', /flow/i],
    ['another version', minimal.replace('version: 1', 'version: 2'), /version/],
    ['an unknown word', `${minimal}dryrun: true\n`, /dryrun/],
    ['an unknown action', minimal.replace('restart', 'reboot'), /action/],
    ['a limit of none', `${minimal}limits: { per_hour: 0 }\n`, /limits\.per_hour/],
    ['two rules with one name', minimal + minimal.slice(minimal.indexOf('  - ')), /name of its own/],
    ['no rules', 'version: 1\nrules: []', /rules/],
    ['a quiet time without a length', `${minimal}quiet_hours: [{ from: '06:00', to: '06:00' }]\n`, /quiet/],
  ])('is refused with %s', (_what, text, message) => {
    expect(() => parsePolicy(text)).toThrow(PolicyError);
    expect(() => parsePolicy(text)).toThrow(message);
  });

  it('is refused when its file cannot be read', () => {
    expect(() => readPolicy('/nowhere/policy.yaml')).toThrow(/REMEDIATOR_POLICY points at/);
  });
});
