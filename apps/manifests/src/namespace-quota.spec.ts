import { deployed, jobs, type Service } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { production } from './environments/production.ts';
import { namespaceQuota } from './namespace-quota.ts';

const judge = deployed.filter(({ name }) => name === 'judge-arm');
const with10Pods = (changes: Partial<Service>) =>
  judge.map(
    (service): Service => ({ ...service, scaling: { kind: 'replicas', min: 2, max: 10 }, ...changes }),
  );

describe('The quota of a namespace', () => {
  it('has room for every autoscaler at its maximum, one pod more of each for an update, and a quarter', () => {
    const resources = {
      cpu: { request: '250m', limit: '1' },
      memory: { request: '256Mi', limit: '1Gi' },
      ephemeralStorage: { request: '128Mi', limit: '512Mi' },
    };
    expect(namespaceQuota(with10Pods({ resources }), [], production)).toEqual({
      pods: '14',
      'requests.cpu': '4',
      'requests.memory': '4Gi',
      'requests.ephemeral-storage': '2Gi',
      'limits.cpu': '14',
      'limits.memory': '14Gi',
      'limits.ephemeral-storage': '7Gi',
    });
  });

  it('counts a pod on every node, and the fixed replicas of an environment', () => {
    const podsOf = (service: readonly Service[], changes = {}) =>
      namespaceQuota(service, [], { ...production, nodes: 7, ...changes }).pods;
    expect(podsOf(with10Pods({ scaling: { kind: 'per-node' } }))).toBe('10');
    expect(podsOf(with10Pods({}), { replicas: 3 })).toBe('5');
  });

  it('has room for jobs', () => {
    expect(namespaceQuota([], jobs.slice(0, 1), production).pods).toBe('3');
  });
});
