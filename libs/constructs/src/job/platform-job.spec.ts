import { ConfigurationError, defineJob, integer, type Job, text } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../fixtures/render.ts';
import { environment } from '../fixtures/services.ts';
import { PlatformJob } from './platform-job.ts';

const binder = defineJob({
  name: 'binder',
  description: 'Binds the books of the day',
  image: 'press',
  program: 'bind',
  runs: { kind: 'scheduled', schedule: '5 4 * * *' },
  deadlineSeconds: 600,
  settings: {
    BINDER_BOOKS: integer(1, 9)({ description: 'books at a time', default: 3 }),
    BINDER_TOKEN: text({ description: 'what opens the cupboard', secret: true }),
  },
  stores: [{ name: 'cupboard', port: 7000, settings: {} }],
  egress: [],
  resources: {
    cpu: { request: '100m', limit: '1' },
    memory: { request: '64Mi', limit: '128Mi' },
    ephemeralStorage: { request: '64Mi', limit: '128Mi' },
  },
});

const objectsOf = (job: Job, settings: Record<string, unknown> = {}) =>
  rendered((chart) => new PlatformJob(chart, 'job', { job, environment, settings }), { namespace: 'books' });

describe('A job of the platform', () => {
  it('becomes all its objects, each named after it', () => {
    const objects = objectsOf(binder);
    expect(objects.map(({ kind }) => kind).sort()).toEqual([
      'ConfigMap',
      'CronJob',
      'ExternalSecret',
      'NetworkPolicy',
      'ServiceAccount',
    ]);
    for (const { metadata } of objects)
      expect(metadata).toMatchObject({ name: 'binder', namespace: 'books' });
  });

  it('runs a program of the image of its service, one run at a time and not for ever', () => {
    expect(objectOf(objectsOf(binder), 'CronJob')).toMatchObject({
      spec: {
        schedule: '5 4 * * *',
        concurrencyPolicy: 'Forbid',
        jobTemplate: {
          spec: {
            activeDeadlineSeconds: 600,
            template: {
              spec: {
                restartPolicy: 'Never',
                containers: [
                  {
                    image: expect.stringContaining('/press:'),
                    command: ['node', 'dist/apps/press/bind.js'],
                    securityContext: { readOnlyRootFilesystem: true },
                  },
                ],
              },
            },
          },
        },
      },
    });
  });

  it('tells its program what the job says', () => {
    const objects = objectsOf({ ...binder, arguments: ['novels', 'twice'] });
    expect(JSON.stringify(objectOf(objects, 'CronJob'))).toContain('bind.js","novels","twice"]');
  });

  it('runs once a release, after the stores and before the services, when it is no matter of the clock', () => {
    const objects = objectsOf({ ...binder, runs: { kind: 'once-a-release' } });
    expect(objects.map(({ kind }) => kind)).not.toContain('CronJob');
    expect(objectOf(objects, 'Job')).toMatchObject({
      metadata: {
        annotations: {
          'argocd.argoproj.io/hook': 'Sync',
          'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
          'argocd.argoproj.io/sync-wave': '0',
        },
      },
      spec: { activeDeadlineSeconds: 600, template: { spec: { restartPolicy: 'Never' } } },
    });
  });

  it('is told its settings, the secrets as files, and nothing of where a service listens', () => {
    const { data } = objectOf(objectsOf(binder, { BINDER_BOOKS: 5 }), 'ConfigMap') as { data?: unknown };
    expect(data).toEqual({
      OCTOLLM_ENVIRONMENT: environment.name,
      BINDER_BOOKS: '5',
      BINDER_TOKEN_FILE: '/var/run/secrets/octollm/BINDER_TOKEN',
    });
  });

  it('is not rendered with a configuration that it would not start with', () => {
    expect(() => objectsOf(binder, { BINDER_BOOKS: 10 })).toThrow(ConfigurationError);
  });

  it('reaches its stores, and nobody reaches it', () => {
    const { spec } = objectOf(objectsOf(binder), 'NetworkPolicy') as { spec?: Record<string, unknown> };
    expect(spec?.['policyTypes']).toEqual(['Ingress', 'Egress']);
    expect(spec).not.toHaveProperty('ingress');
    expect(spec?.['egress']).toEqual([
      {
        to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'cupboard' } } }],
        ports: [{ protocol: 'TCP', port: 7000 }],
      },
    ]);
  });
});
