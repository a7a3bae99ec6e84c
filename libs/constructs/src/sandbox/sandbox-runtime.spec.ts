import { executorArm, judgeArm, type Service } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import type { PlatformEnvironment } from '../environment.ts';
import { objectOf, rendered } from '../fixtures/render.ts';
import { environment } from '../fixtures/services.ts';
import { PlatformService } from '../service/platform-service.ts';
import { SandboxRuntime } from './sandbox-runtime.ts';

const classOfPods = (service: Service, options: Partial<PlatformEnvironment>): unknown => {
  const objects = rendered(
    (chart) =>
      new PlatformService(chart, 'service', {
        service,
        environment: { ...environment, provided: ['ORCHESTRATOR_PUBLIC_KEY'], ...options },
        calls: [],
      }),
  );
  const { spec } = objectOf(objects, 'Deployment') as { spec?: { template: { spec: object } } };
  return Object.entries(spec?.template.spec ?? {}).find(([field]) => field === 'runtimeClassName')?.[1];
};

describe('The sandbox runtime', () => {
  it('is gVisor on every node, unless it is said otherwise', () => {
    const objects = rendered((chart) => new SandboxRuntime(chart, 'sandbox'), { namespace: 'books' });
    expect(objectOf(objects, 'RuntimeClass')).toMatchObject({
      metadata: { name: 'octollm-sandbox', labels: expect.any(Object) },
      handler: 'runsc',
    });
    expect(objects[0]?.metadata).not.toHaveProperty('namespace');
    expect(objects[0]).not.toHaveProperty('scheduling');
  });

  it('may be another, on the nodes that have it', () => {
    const nodes = { 'books.example/runtime': 'kata' };
    const objects = rendered((chart) => new SandboxRuntime(chart, 'sandbox', { handler: 'kata', nodes }));
    expect(objectOf(objects, 'RuntimeClass')).toMatchObject({
      handler: 'kata',
      scheduling: { nodeSelector: nodes },
    });
  });

  it('is for services that run programs of others, in environments that have it', () => {
    expect(classOfPods(executorArm, { sandbox: true })).toBe('octollm-sandbox');
    expect(classOfPods(executorArm, {})).toBeUndefined();
    expect(classOfPods(judgeArm, { sandbox: true })).toBeUndefined();
  });
});
