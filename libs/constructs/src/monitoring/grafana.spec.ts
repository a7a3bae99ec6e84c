import { describe, expect, it } from 'vitest';
import { containerOf, egressOf, image, inChart, namespace, specOf } from '../fixtures/monitoring.ts';
import { objectOf } from '../fixtures/render.ts';
import { Grafana } from './grafana.ts';
import type { GrafanaAccess } from './grafana-settings.ts';

describe('Grafana', () => {
  const oidc: GrafanaAccess = {
    kind: 'oidc',
    authUrl: 'https://login.example.com/auth',
    tokenUrl: 'https://login.example.com/token',
    userinfoUrl: 'https://login.example.com/me',
    clientId: 'grafana',
    roles: "'Viewer'",
  };
  const objects = (access: GrafanaAccess) =>
    inChart((chart) => {
      new Grafana(chart, 'grafana', {
        namespace,
        image,
        storage: '10Gi',
        url: 'https://grafana.example.com',
        access,
        dataSources: 'a: 1',
        dashboardProvider: 'b: 2',
        dashboardsDirectory: '/dashboards',
        dashboards: [{ uid: 'one', json: '{}' }],
        secretEntry: 'octollm/system',
        sources: [],
        clients: [],
      });
    });
  const variablesOf = (access: GrafanaAccess) => {
    const { env } = containerOf(objectOf(objects(access), 'StatefulSet')) as {
      readonly env: readonly { readonly name: string; readonly value: string }[];
    };
    return Object.fromEntries(env.map(({ name, value }) => [name, value]));
  };

  it('finds every dashboard in a ConfigMap of its own, by the label that others look for, too', () => {
    expect(objectOf(objects({ kind: 'basic' }), 'ConfigMap', 'dashboard-one')).toMatchObject({
      metadata: { labels: { grafana_dashboard: '1' } },
      data: { 'one.json': '{}' },
    });
    expect(containerOf(objectOf(objects({ kind: 'basic' }), 'StatefulSet')).volumeMounts).toContainEqual({
      name: 'dashboard-one',
      mountPath: '/dashboards/one',
      readOnly: true,
    });
  });

  it('reads its passwords from files and keeps what people make on a volume', () => {
    expect(variablesOf({ kind: 'basic' })).toMatchObject({
      GF_SECURITY_ADMIN_PASSWORD__FILE: '/var/run/secrets/grafana/GRAFANA_ADMIN_PASSWORD',
      GF_AUTH_ANONYMOUS_ENABLED: 'false',
      GF_SECURITY_COOKIE_SECURE: 'true',
    });
    expect(specOf(objectOf(objects({ kind: 'basic' }), 'StatefulSet'))).toMatchObject({
      volumeClaimTemplates: [{ spec: { resources: { requests: { storage: '10Gi' } } } }],
    });
  });

  it('lets people in by single sign-on where there is one, and then by no password', () => {
    expect(variablesOf({ kind: 'basic' })).not.toHaveProperty('GF_AUTH_GENERIC_OAUTH_ENABLED');
    expect(variablesOf(oidc)).toMatchObject({
      GF_AUTH_GENERIC_OAUTH_ENABLED: 'true',
      GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET__FILE: '/var/run/secrets/grafana/GRAFANA_CLIENT_SECRET',
      GF_AUTH_DISABLE_LOGIN_FORM: 'true',
    });
    expect(egressOf(objects({ kind: 'basic' }), 'grafana')).not.toContain('0.0.0.0/0');
    expect(egressOf(objects(oidc), 'grafana')).toContain('0.0.0.0/0');
  });
});
