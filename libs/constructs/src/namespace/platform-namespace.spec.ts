import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../fixtures/render.ts';
import { PlatformNamespace } from './platform-namespace.ts';

const objects = rendered((chart) => new PlatformNamespace(chart, 'namespace', { name: 'books' }));

describe('A namespace of the platform', () => {
  it('enforces, audits and warns of the restricted level, in a pinned version', () => {
    expect(objectOf(objects, 'Namespace').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'v1.28',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/audit-version': 'v1.28',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': 'v1.28',
    });
  });

  it('denies everything both ways to every pod', () => {
    expect(objectOf(objects, 'NetworkPolicy', 'default-deny').spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
  });

  it("lets every pod ask the cluster's DNS, over UDP and TCP", () => {
    expect(objectOf(objects, 'NetworkPolicy', 'allow-dns').spec).toEqual({
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
      ],
    });
  });

  it('is in no namespace itself, even when its chart has one', () => {
    const inChart = rendered((chart) => new PlatformNamespace(chart, 'namespace', { name: 'books' }), {
      namespace: 'papers',
    });
    expect(objectOf(inChart, 'Namespace').metadata).not.toHaveProperty('namespace');
    expect(objectOf(inChart, 'NetworkPolicy', 'allow-dns').metadata.namespace).toBe('books');
  });

  it('takes labels of its own but not instead of those that harden it', () => {
    const labels = { team: 'readers', 'pod-security.kubernetes.io/enforce': 'privileged' };
    const labelled = rendered(
      (chart) => new PlatformNamespace(chart, 'namespace', { name: 'books', labels }),
    );
    expect(objectOf(labelled, 'Namespace').metadata.labels).toMatchObject({
      team: 'readers',
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
  });
});
