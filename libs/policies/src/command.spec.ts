import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { policiesCommand } from './command.ts';
import { manifests } from './fixtures/production.ts';

const folder = mkdtempSync(join(tmpdir(), 'policies-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(
  join(folder, 'web.yaml'),
  `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, labels: { app.kubernetes.io/part-of: shop, app.kubernetes.io/managed-by: hand } }
spec: { type: NodePort, ports: [{ port: 80 }] }
`,
);

describe('The command', () => {
  it('passes the committed manifests, all of them or one environment, with the waivers of the platform', () => {
    const staging = [join(manifests, 'cluster'), join(manifests, 'staging')];
    for (const folders of [[manifests], staging]) {
      const { code, output } = policiesCommand(folders);
      expect(output).toMatch(/ 0 findings, \d+ waived, \d+ skipped\n$/);
      expect(code).toBe(0);
    }
  });

  it('fails on what it finds in any other folder, where no waiver of the platform is stale', () => {
    const { code, output } = policiesCommand([folder, '--json']);
    expect(code).toBe(1);
    const { findings } = JSON.parse(output) as { findings: { rule: number }[] };
    expect(findings.map(({ rule }) => rule)).toEqual([51]);
  });

  it('compares with an earlier render', () => {
    const { code, output } = policiesCommand([folder, '--against', join(manifests, 'staging')]);
    expect(code).toBe(1);
    expect(output).toContain('58 Names, selectors and claims are those that are committed');
  });

  it('refuses options that it does not know', () => {
    expect(() => policiesCommand(['--waive-all'])).toThrow(/--waive-all/);
  });
});
