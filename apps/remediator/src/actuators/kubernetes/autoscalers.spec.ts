import { afterEach, describe, expect, it } from 'vitest';
import { type KubernetesDouble, type Objects, startKubernetes } from '../../fixtures/kubernetes-double.ts';
import { HttpApi } from '../http-api.ts';
import { Autoscalers } from './autoscalers.ts';

const annotation = 'octollm.dev/floor-before-remediation';
const scaledObject = '/apis/keda.sh/v1alpha1/namespaces/ns/scaledobjects/coder-arm';
const autoscaler = '/apis/autoscaling/v2/namespaces/ns/horizontalpodautoscalers/coder-arm';
const deployment = '/apis/apps/v1/namespaces/ns/deployments/coder-arm';
const never = new AbortController().signal;

let double: KubernetesDouble;
let api: HttpApi;
/** @param replicas that run; an autoscaler keeps its floor, so none are fewer than it */
const open = async (objects: Objects, replicas = 0): Promise<Autoscalers> => {
  double = await startKubernetes({ [deployment]: { spec: { replicas } }, ...objects }, 't');
  api = new HttpApi({
    name: 'Kubernetes',
    origin: double.origin,
    authorization: () => Promise.resolve('Bearer t'),
    timeoutMs: 20_000,
  });
  return new Autoscalers(api, 'ns');
};
afterEach(async () => {
  await api.close();
  await double.stop();
});

const spec = (path: string) => double.object(path)?.['spec'];
const annotations = (path: string) =>
  (double.object(path) as { metadata: { annotations?: object } }).metadata.annotations ?? {};

describe('the floor of an autoscaler', () => {
  it('is raised and put back, whichever kind it is', async () => {
    for (const [path, low, high] of [
      [scaledObject, { minReplicaCount: 2, maxReplicaCount: 9 }, { minReplicaCount: 3, maxReplicaCount: 9 }],
      [autoscaler, { minReplicas: 2, maxReplicas: 9 }, { minReplicas: 3, maxReplicas: 9 }],
    ] as const) {
      const autoscalers = await open({ [path]: { spec: low } });
      expect(await autoscalers.raise('coder-arm', 1, 10, never)).toMatchObject({ outcome: 'succeeded' });
      expect(spec(path)).toEqual(high);
      expect(annotations(path)).toEqual({ [annotation]: '2:3' });
      expect(await autoscalers.putBack('coder-arm', never)).toMatchObject({ outcome: 'succeeded' });
      expect(spec(path)).toEqual(low);
      expect(annotations(path)).toEqual({});
      await api.close();
      await double.stop();
    }
    await open({});
  });

  it('is raised above the replicas that run, and goes back to where it was', async () => {
    const autoscalers = await open({ [autoscaler]: { spec: { minReplicas: 2, maxReplicas: 9 } } }, 5);
    expect(await autoscalers.raise('coder-arm', 1, 10, never)).toEqual({
      outcome: 'succeeded',
      message: 'coder-arm has 6 replicas at least instead of 2; 5 ran.',
    });
    expect(spec(autoscaler)).toMatchObject({ minReplicas: 6 });
    await autoscalers.putBack('coder-arm', never);
    expect(spec(autoscaler)).toMatchObject({ minReplicas: 2 });
  });

  it('is left where it is when as many run as may', async () => {
    const autoscalers = await open({ [autoscaler]: { spec: { minReplicas: 2, maxReplicas: 9 } } }, 9);
    expect(await autoscalers.raise('coder-arm', 1, 10, never)).toEqual({
      outcome: 'impossible',
      message: 'coder-arm has 9 replicas already, and may have no more.',
    });
    expect(double.writes).toEqual([]);
  });

  it('stays where somebody else moved it meanwhile, and is theirs from then on', async () => {
    const autoscalers = await open({
      [autoscaler]: {
        metadata: { annotations: { [annotation]: '2:3' } },
        spec: { minReplicas: 5, maxReplicas: 9 },
      },
    });
    expect(await autoscalers.putBack('coder-arm', never)).toEqual({
      outcome: 'succeeded',
      message: 'Somebody else gave coder-arm 5 replicas at least, and that stays.',
    });
    expect(spec(autoscaler)).toEqual({ minReplicas: 5, maxReplicas: 9 });
    expect(annotations(autoscaler)).toEqual({});
  });

  it('goes back to where somebody else moved it when it is raised from there', async () => {
    const autoscalers = await open({
      [autoscaler]: {
        metadata: { annotations: { [annotation]: '2:3' } },
        spec: { minReplicas: 5, maxReplicas: 9 },
      },
    });
    await autoscalers.raise('coder-arm', 1, 10, never);
    expect(annotations(autoscaler)).toEqual({ [annotation]: '5:6' });
    await autoscalers.putBack('coder-arm', never);
    expect(spec(autoscaler)).toMatchObject({ minReplicas: 5 });
  });

  it('is not raised when nobody knows how many replicas run', async () => {
    const autoscalers = await open({
      [deployment]: { spec: { replicas: 'many' } },
      [autoscaler]: { spec: { minReplicas: 2, maxReplicas: 9 } },
    });
    await expect(autoscalers.raise('coder-arm', 1, 10, never)).rejects.toThrow('Kubernetes answered 200');
    expect(double.writes).toEqual([]);
  });

  it('goes back to where it was first, however often it was raised', async () => {
    const autoscalers = await open({ [autoscaler]: { spec: { minReplicas: 2, maxReplicas: 9 } } });
    await autoscalers.raise('coder-arm', 1, 10, never);
    await autoscalers.raise('coder-arm', 1, 10, never);
    expect(spec(autoscaler)).toMatchObject({ minReplicas: 4 });
    await autoscalers.putBack('coder-arm', never);
    expect(spec(autoscaler)).toMatchObject({ minReplicas: 2 });
    expect(await autoscalers.putBack('coder-arm', never)).toEqual({
      outcome: 'succeeded',
      message: 'The replicas of coder-arm are as they were.',
    });
    expect(double.writes).toHaveLength(3);
  });

  it.each([
    ['the autoscaler', 9, 4, 4],
    ['the catalogue', 4, 9, 4],
  ])('goes no higher than %s lets it', async (_who, most, ceiling, floor) => {
    const autoscalers = await open({ [autoscaler]: { spec: { minReplicas: 3, maxReplicas: ceiling } } });
    expect(await autoscalers.raise('coder-arm', 5, most, never)).toMatchObject({ outcome: 'succeeded' });
    expect(spec(autoscaler)).toMatchObject({ minReplicas: floor });
    expect(await autoscalers.raise('coder-arm', 5, most, never)).toMatchObject({ outcome: 'impossible' });
    expect(double.writes).toHaveLength(1);
  });

  it('is 0 or 1 where it is not set, as Kubernetes has it', async () => {
    let autoscalers = await open({ [autoscaler]: { spec: { maxReplicas: 9 } } });
    await autoscalers.raise('coder-arm', 1, 10, never);
    expect(spec(autoscaler)).toMatchObject({ minReplicas: 2 });
    await api.close();
    await double.stop();
    autoscalers = await open({ [scaledObject]: { spec: { maxReplicaCount: 9 } } });
    await autoscalers.raise('coder-arm', 1, 10, never);
    expect(spec(scaledObject)).toMatchObject({ minReplicaCount: 1 });
  });

  it('is read again when somebody else was faster, once', async () => {
    const autoscalers = await open({ [autoscaler]: { spec: { minReplicas: 2, maxReplicas: 9 } } });
    double.interfere(1);
    expect(await autoscalers.raise('coder-arm', 1, 10, never)).toMatchObject({ outcome: 'succeeded' });
    expect(spec(autoscaler)).toMatchObject({ minReplicas: 3 });
    double.interfere(9);
    expect(await autoscalers.raise('coder-arm', 1, 10, never)).toEqual({
      outcome: 'failed',
      message: 'The autoscaler of coder-arm was changed by others meanwhile.',
    });
    expect(spec(autoscaler)).toMatchObject({ minReplicas: 3 });
    expect(double.writes).toHaveLength(4);
  });

  it('is not there where replicas are fixed', async () => {
    const autoscalers = await open({});
    expect(await autoscalers.raise('coder-arm', 1, 10, never)).toEqual({
      outcome: 'impossible',
      message: 'coder-arm has no autoscaler.',
    });
    expect(double.writes).toEqual([]);
  });

  it('is left alone when its object is not what it should be', async () => {
    const autoscalers = await open({ [autoscaler]: { spec: { minReplicas: 'two' } } });
    await expect(autoscalers.raise('coder-arm', 1, 10, never)).rejects.toThrow('Kubernetes answered 200');
    expect(double.writes).toEqual([]);
  });
});
