import { afterAll, describe, expect, it } from 'vitest';
import { Cluster } from '../cluster/cluster.ts';
import { alertRules } from '../cluster/prometheus-rules.ts';
import { check } from '../engine/check.ts';
import { mutations } from '../fixtures/mutations/all.ts';
import type { Mutation } from '../fixtures/mutations/mutation.ts';
import { ledger, sweep } from '../fixtures/mutations/workloads.ts';
import { edited, production } from '../fixtures/production.ts';
import { group } from '../read/group.ts';
import { rules } from '../rules/all.ts';
import { platformOptions } from './platform-options.ts';

const committed = new Cluster(production.sources);
const platform = platformOptions(['octollm-production']);

/** Every metric that the render names counts as known, so that a mutation stands out. */
const named = check(production, { knownMetrics: new Set(), rules: rules.filter(({ id }) => id === 61) });

/** So does every runbook that an alert leads to, with its heading. */
const led = alertRules(committed).map(
  ({ annotations }) => annotations.runbook_url?.split('/').at(-1)?.split('#') ?? [],
);
const runbooks = new Map(
  [...group(led, ([file = '']) => [file])].map(([file, links]) => [
    file,
    new Set(links.map(([, heading = '']) => heading)),
  ]),
);

const options = {
  ...platform,
  committed,
  floors: [],
  runbooks,
  knownMetrics: new Set(named.findings.map(({ subject }) => subject)),
};

/** Which rules find something in production after these edits. */
const rulesBroken = ({
  edits,
  surroundings = {},
}: Pick<Mutation, 'edits' | 'surroundings'>): readonly unknown[] => [
  ...new Set(check(edited(edits), { ...options, ...surroundings }).findings.map(({ rule }) => rule)),
];

const rows: string[] = [];
afterAll(() => {
  process.stdout.write(`Every rule, broken once in the render of production:\n${rows.join('\n')}\n`);
});

describe('The render of production, broken in one place', () => {
  it('is broken once for every rule', () => {
    expect([...new Set(mutations.map(({ rule }) => rule))]).toEqual(rules.map(({ id }) => id));
  });

  it('is found in order before', () => {
    for (const sound of [{ edits: [] }, { edits: ledger }, { edits: sweep }])
      expect(rulesBroken(sound)).toEqual([]);
  });

  it.each(mutations)('breaks rule $rule: $breaks', (mutation) => {
    const { rule, breaks, also = [] } = mutation;
    const broken = rulesBroken(mutation);
    rows.push(`  ${String(rule).padStart(2)}  ${breaks.padEnd(55)} found by ${broken.join(', ')}`);
    expect(broken).toEqual([rule, ...also].sort((a, b) => a - b));
  });
});
