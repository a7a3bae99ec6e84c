import { describe, expect, it } from 'vitest';
import { deployment } from '../fixtures/objects.ts';
import { clusterOf } from '../fixtures/rule-case.ts';
import type { Finding } from './finding.ts';
import { applyWaivers, type Waiver } from './waiver.ts';

const cluster = clusterOf([deployment()]);
const finding: Finding = {
  rule: 21,
  object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
  file: 'web.yaml',
  path: 'spec',
  message: 'No digest.',
  subject: 'r.example/web:1',
};
const waiver: Waiver = {
  rule: 21,
  namespaces: ['shop'],
  subject: 'r.example/web:1',
  reason: 'Not published yet.',
  expires: '2027-03-31',
};
const lastDay = new Date('2027-03-31T23:00:00Z');
const apply = (given: Waiver, today = lastDay) => applyWaivers([finding], [given], cluster, today);

describe('A waiver', () => {
  it('bears what it names until the end of its last day, and the report still shows it', () => {
    expect(apply(waiver)).toEqual({ open: [], waived: [{ finding, waiver }] });
    expect(apply({ ...waiver, subject: /^r\.example\// }).open).toEqual([]);
  });

  it('bears nothing after that day, and is a finding itself', () => {
    const { open, waived } = apply(waiver, new Date('2027-04-01T00:00:00Z'));
    expect(waived).toEqual([]);
    expect(open.map(({ rule }) => rule)).toEqual([21, 'waivers']);
    expect(open[1]?.message).toBe(
      'The waiver of rule 21, r.example/web:1 expired on 2027-03-31. It said: Not published yet.',
    );
  });

  it('has expired when its day is none', () => {
    expect(apply({ ...waiver, expires: 'some day' }).open).toHaveLength(2);
  });

  it.each([
    ['rule', { rule: 20 }],
    ['kind', { kind: 'DaemonSet' }],
    ['name', { name: 'api' }],
    ['subject', { subject: 'r.example/web' }],
  ])('for another %s bears nothing and is stale', (_, change) => {
    const { open } = apply({ ...waiver, ...change });
    expect(open).toContain(finding);
    expect(open.map(({ rule }) => rule)).toEqual([21, 'waivers']);
    expect(open[1]?.message).toContain('has nothing to waive in shop');
  });

  it('is stale in each namespace that it is not needed in, but not in one that is not checked', () => {
    const both = clusterOf([deployment(), deployment({}, {}, {}, { namespace: 'books' })]);
    const wide = { ...waiver, namespaces: ['shop', 'books', 'elsewhere'] };
    expect(applyWaivers([finding], [wide], both, lastDay).open.map(({ message }) => message)).toEqual([
      'The waiver of rule 21, r.example/web:1 has nothing to waive in books.',
    ]);
  });
});
