import { preStopSeconds } from '@octollm/constructs';
import { describe, expect, it } from 'vitest';
import { eachServiceWorkload, serviceOf } from './fixtures/catalogue.ts';

const mebibytes = (quantity: string | undefined): number => {
  const [, amount, suffix] = /^(\d+)(Mi|Gi)$/.exec(quantity ?? '') ?? [];
  return Number(amount) * (suffix === 'Gi' ? 1024 : 1);
};

describe.each(eachServiceWorkload)('The pods of %s', (_, workload) => {
  const pod = workload.spec.template.spec;
  const service = serviceOf(workload);

  it('ask for the resources of the catalogue and are bounded by them', () => {
    const { cpu, memory, ephemeralStorage } = service.resources;
    for (const { resources } of pod.containers)
      expect(resources).toEqual({
        requests: { cpu: cpu.request, memory: memory.request, 'ephemeral-storage': ephemeralStorage.request },
        limits: { cpu: cpu.limit, memory: memory.limit, 'ephemeral-storage': ephemeralStorage.limit },
      });
  });

  it('may write to a bounded /tmp that fits into the storage they ask for', () => {
    const sizeLimit = pod.volumes.find(({ emptyDir }) => emptyDir !== undefined)?.emptyDir?.sizeLimit;
    for (const { resources } of pod.containers)
      expect(mebibytes(sizeLimit)).toBeLessThanOrEqual(mebibytes(resources.requests['ephemeral-storage']));
  });

  it('are probed on declared ports and the paths of the catalogue, by three probes that differ', () => {
    for (const { startupProbe, readinessProbe, livenessProbe, ports } of pod.containers) {
      const probes = [startupProbe, readinessProbe, livenessProbe];
      const { startup, ready, live } = service.probes;
      expect(probes.map(({ httpGet }) => httpGet.path)).toEqual([startup, ready, live]);
      expect(ports.map(({ name }) => name)).toEqual(
        expect.arrayContaining(probes.map(({ httpGet }) => httpGet.port)),
      );
      expect(new Set(probes.map((probe) => JSON.stringify(probe))).size).toBe(3);
    }
  });

  it('have longer to stop than the preStop sleep and the drain take', () => {
    for (const { lifecycle } of pod.containers) {
      const slept = /setTimeout\(.*, (\d+)\)/.exec(lifecycle.preStop.exec.command.at(-1) ?? '')?.[1];
      expect(Number(slept)).toBe(preStopSeconds * 1_000);
    }
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(preStopSeconds + service.drainSeconds);
  });

  it('run a version that is named, pulled once', () => {
    for (const { image, imagePullPolicy } of pod.containers) {
      expect(image).toMatch(/^ghcr\.io\/octollm\/[a-z-]+:\d+\.\d+\.\d+$/);
      expect(imagePullPolicy).toBe('IfNotPresent');
    }
  });

  it('carry the recommended labels, and are selected by one that no release changes', () => {
    const { labels } = workload.spec.template.metadata;
    expect(workload.spec.selector.matchLabels).toEqual({ 'app.kubernetes.io/name': service.name });
    expect(labels).toMatchObject({
      'app.kubernetes.io/name': service.name,
      'app.kubernetes.io/component': service.kind,
      'app.kubernetes.io/part-of': 'octollm',
      'app.kubernetes.io/managed-by': 'cdk8s',
      'app.kubernetes.io/version': pod.containers[0]?.image.split(':').at(-1),
    });
  });
});
