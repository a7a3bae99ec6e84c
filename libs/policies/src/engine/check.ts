import { Cluster } from '../cluster/cluster.ts';
import { rules as allRules } from '../rules/all.ts';
import type { Rule, Surroundings } from '../rules/rule.ts';
import { type Finding, findingOf } from './finding.ts';
import { belowFloor, type Floor } from './floor.ts';
import type { Loaded } from './load-folder.ts';
import { usualSurroundings } from './surroundings.ts';
import { applyWaivers, type WaivedFinding, type Waiver } from './waiver.ts';

export interface CheckOptions extends Partial<Surroundings> {
  /** @default every rule */
  readonly rules?: readonly Rule[];
  /** @default none */
  readonly waivers?: readonly Waiver[];
  /** @default at least one object */
  readonly floors?: readonly Floor[];
  /** The day on which waivers are judged. @default now */
  readonly today?: Date;
}

/** What a check found. */
export interface Report {
  readonly objects: number;
  readonly namespaces: readonly string[];
  readonly rules: readonly Rule[];
  /** What is wrong; nothing when the manifests pass. */
  readonly findings: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  readonly skipped: readonly string[];
}

/** Runs the rules over objects that were loaded. */
export const check = (loaded: Loaded, options: CheckOptions = {}): Report => {
  const { rules = allRules, waivers = [], floors = [], today = new Date(), ...given } = options;
  const cluster = new Cluster(loaded.sources);
  const context = { ...usualSurroundings, ...given, cluster };
  const broken = rules.flatMap((rule) => rule.check(context).map((fault) => findingOf(rule.id, fault)));
  const { open, waived } = applyWaivers(broken, waivers, cluster, today);
  return {
    objects: cluster.resources.length,
    namespaces: cluster.namespaces,
    rules,
    findings: [...loaded.findings, ...belowFloor(cluster, floors), ...open],
    waived,
    skipped: loaded.skipped,
  };
};
