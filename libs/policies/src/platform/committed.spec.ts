import { describe, expect, it } from 'vitest';
import { check } from '../engine/check.ts';
import { loadFolder } from '../engine/load-folder.ts';
import { readableReport } from '../engine/report.ts';
import { manifests, production } from '../fixtures/production.ts';
import { platformOptions } from './platform-options.ts';
import { platformWaivers } from './waivers.ts';

const committed = loadFolder(manifests);
const options = platformOptions(['octollm-production']);

describe('The committed manifests', () => {
  it('break no rule in any environment, apart from what is waived', () => {
    const report = check(committed, platformOptions());
    expect(readableReport(report)).toMatch(
      /^\d+ objects in \d+ namespaces, 64 rules, 0 findings, \d+ waived, \d+ skipped\n$/,
    );
    expect(report.findings).toEqual([]);
  });

  it('need every waiver', () => {
    for (const waiver of platformWaivers) {
      const waivers = platformWaivers.filter((other) => other !== waiver);
      const { findings } = check(committed, { ...platformOptions(), waivers });
      expect([...new Set(findings.map(({ rule }) => rule))]).toEqual([waiver.rule]);
    }
  });

  it('do not pass when an environment is missing', () => {
    const { findings } = check(production, platformOptions());
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toContain(
      'floor: There are 0 Namespace objects in octollm-dev, not 1.',
    );
  });

  it('do not pass when a service has vanished', () => {
    const without = {
      ...production,
      sources: production.sources.filter(({ file }) => !file.startsWith('guardian-arm/')),
    };
    const found = check(without, options).findings.map(({ message }) => message);
    expect(found).toContain('There are 13 Service objects in octollm-production, not 14.');
  });
});
