import type { Cluster } from '../cluster/cluster.ts';
import { engineFinding, type Finding } from './finding.ts';

/** Findings that are known and borne until a day. */
export interface Waiver {
  readonly rule: number;
  /** Where it holds. In each of them that is checked it has to waive something. */
  readonly namespaces: readonly string[];
  /** @default objects of every kind */
  readonly kind?: string;
  /** @default objects of every name */
  readonly name?: string;
  /**
   * What the finding is about: an image, a Secret, the pods that a selector names.
   * @default everything the rule finds at the object
   */
  readonly subject?: string | RegExp;
  readonly reason: string;
  /** The last day it holds, as `2027-03-31`. */
  readonly expires: string;
}

/** A finding with the waiver that bears it. */
export interface WaivedFinding {
  readonly finding: Finding;
  readonly waiver: Waiver;
}

const namespaceOf = ({ object }: Finding): string | undefined =>
  object === undefined ? undefined : object.kind === 'Namespace' ? object.name : object.namespace;

const isAbout = (subject: string | RegExp, text: string): boolean =>
  typeof subject === 'string' ? subject === text : subject.test(text);

const bears = (waiver: Waiver, finding: Finding): boolean =>
  waiver.rule === finding.rule &&
  waiver.namespaces.includes(namespaceOf(finding) ?? '') &&
  (waiver.kind === undefined || waiver.kind === finding.object?.kind) &&
  (waiver.name === undefined || waiver.name === finding.object?.name) &&
  (waiver.subject === undefined || isAbout(waiver.subject, finding.subject));

const describe = ({ rule, kind, name, subject }: Waiver): string =>
  [`rule ${rule}`, kind, name, subject?.toString()].filter((part) => part !== undefined).join(', ');

const isExpired = ({ expires }: Waiver, today: Date): boolean => {
  const end = Date.parse(`${expires}T23:59:59Z`);
  // A date that cannot be read would otherwise never come.
  return Number.isNaN(end) || today.getTime() > end;
};

interface Sorted {
  readonly open: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
}

/**
 * Takes out what is waived, and adds what is wrong with the waivers: one that has expired bears nothing more, one that
 * has nothing to bear in a namespace of `cluster` is to be removed.
 */
export const applyWaivers = (
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  cluster: Cluster,
  today: Date,
): Sorted => {
  const open: Finding[] = [];
  const waived: WaivedFinding[] = [];
  const used = new Map<Waiver, Set<string>>(waivers.map((waiver) => [waiver, new Set()]));
  for (const finding of findings) {
    const bearing = waivers.filter((waiver) => bears(waiver, finding));
    for (const waiver of bearing) used.get(waiver)?.add(namespaceOf(finding) ?? '');
    const valid = bearing.find((waiver) => !isExpired(waiver, today));
    if (valid === undefined) open.push(finding);
    else waived.push({ finding, waiver: valid });
  }
  for (const waiver of waivers) {
    if (isExpired(waiver, today))
      open.push(
        engineFinding(
          'waivers',
          `The waiver of ${describe(waiver)} expired on ${waiver.expires}. It said: ${waiver.reason}`,
        ),
      );
    for (const namespace of waiver.namespaces)
      if (cluster.namespaces.includes(namespace) && used.get(waiver)?.has(namespace) === false)
        open.push(
          engineFinding('waivers', `The waiver of ${describe(waiver)} has nothing to waive in ${namespace}.`),
        );
  }
  return { open, waived };
};
