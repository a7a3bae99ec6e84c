import { check, platformOptions, type Report } from '@octollm/policies';
import { describe, expect, it } from 'vitest';
import { type Manifest, manifests, ofKind } from './fixtures/manifests.ts';

/* Configurations that look right and cannot work. Each is looked for in every environment. */

const sources = manifests.map(({ path, ...body }) => ({ file: path, body }));
const report: Report = check({ sources, findings: [], skipped: [] }, platformOptions());
const found = (rule: number) => [
  ...report.findings.filter((finding) => finding.rule === rule),
  ...report.waived.filter(({ finding }) => finding.rule === rule),
];

interface Keeper extends Manifest {
  readonly spec: { readonly replicas?: number; readonly instances?: number };
}

interface Dashboard extends Manifest {
  readonly data: Readonly<Record<string, string>>;
}

const text = JSON.stringify(manifests);

describe('No environment', () => {
  it.each([
    [34, 'sets replicas beside an autoscaler'],
    [35, 'scales a workload twice, or vertically on what it scales by'],
    [41, 'has a quota below what its autoscalers add up to'],
    [45, 'leaves pods without DNS'],
    [48, 'allows a call at one end alone, or on the port of the Service alone'],
    [49, 'closes what the edge needs, or locks Prometheus out'],
    [53, 'scrapes a port that the Service does not name'],
    [64, 'makes backups more seldom than what may be lost'],
  ])('breaks rule %i: it never %s', (rule) => {
    expect(found(rule)).toEqual([]);
  });

  it('archives the log by a program that the image does not have, or takes a dump for a way back in time', () => {
    expect(text).not.toMatch(/archive_command/);
    expect(text).not.toMatch(/pg_dump/);
  });

  it('runs several servers of PostgreSQL that know nothing of each other', () => {
    const alone = ofKind<Keeper>(['StatefulSet']).filter(({ metadata }) =>
      metadata.name.includes('postgres'),
    );
    expect(alone.map(({ path, spec }) => [path, spec.replicas])).toEqual([
      ['dev/postgres/StatefulSet.postgres.yaml', 1],
    ]);
    const clusters = ofKind<Keeper>(['Cluster']);
    expect(clusters.length).toBeGreaterThan(0);
    for (const { spec } of clusters) expect(spec.instances).toBeGreaterThanOrEqual(2);
  });

  it('runs its reflex layer in the network of the node', () => {
    expect(text).not.toMatch(/"hostNetwork":true/);
  });

  it('wraps a dashboard in the envelope of an API', () => {
    const dashboards = ofKind<Dashboard>(['ConfigMap']).filter(
      ({ metadata }) => metadata.labels?.grafana_dashboard !== undefined,
    );
    const bodies = dashboards.flatMap(({ data }) =>
      Object.values(data).map((json): unknown => JSON.parse(json)),
    );
    expect(bodies.length).toBeGreaterThan(0);
    for (const body of bodies) {
      expect(body).toMatchObject({ panels: expect.any(Array), uid: expect.any(String) });
      expect(body).not.toHaveProperty('dashboard');
    }
  });

  it('compares its rules with what a target that vanished no longer says', () => {
    const alone = [...text.matchAll(/"expr":"(up(?:\{[^}]*\})? == 0)"/g)].map(([, expr]) => expr);
    expect(alone).toEqual([]);
    expect(text).toMatch(/absent\(up\{/);
  });
});
