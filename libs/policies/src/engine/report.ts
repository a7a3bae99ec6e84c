import { group } from '../read/group.ts';
import type { Report } from './check.ts';
import type { EngineCheck, Finding, FoundObject } from './finding.ts';

interface Explanation {
  readonly title: string;
  readonly why: string;
  readonly mend: string;
}

const engineChecks: Readonly<Record<EngineCheck, Explanation>> = {
  reading: {
    title: 'Every file can be read',
    why: 'What cannot be read is not checked, and not applied either.',
    mend: 'Correct the YAML.',
  },
  floor: {
    title: 'Nothing has vanished',
    why: 'A folder that lost its objects breaks no rule.',
    mend: 'Render again, or lower the floor if the objects were removed on purpose.',
  },
  waivers: {
    title: 'Waivers are needed and in time',
    why: 'A waiver that nobody looks at again hides the next fault.',
    mend: 'Mend what it waives, or remove it; set a later date only with a reason.',
  },
};

const explain = ({ rules }: Report, rule: Finding['rule']): Explanation => {
  if (typeof rule !== 'number') return engineChecks[rule];
  const found = rules.find(({ id }) => id === rule);
  return { title: `${rule} ${found?.name}`, why: found?.why ?? '', mend: found?.mend ?? '' };
};

const objectName = ({ kind, namespace, name }: FoundObject): string =>
  namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;

const findingLines = ({ object, file, path, message }: Finding): readonly string[] => {
  const place = [object === undefined ? '' : objectName(object), path]
    .filter((part) => part !== '')
    .join(' ');
  return [
    ...[`  ${[file, place].filter((part) => part !== '').join(': ')}`].filter((line) => line.trim() !== ''),
    `    ${message}`,
  ];
};

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const summary = ({ objects, namespaces, rules, findings, waived, skipped }: Report): string =>
  [
    `${plural(objects, 'object')} in ${plural(namespaces.length, 'namespace')}`,
    plural(rules.length, 'rule'),
    plural(findings.length, 'finding'),
    `${waived.length} waived`,
    ...(skipped.length === 0 ? [] : [`${skipped.length} skipped`]),
  ].join(', ');

/** The report for people: grouped by rule, each with why it is one and what to do. */
export const readableReport = (report: Report): string => {
  const groups = [...group(report.findings, ({ rule }) => [rule])].map(([rule, findings]) => {
    const { title, why, mend } = explain(report, rule);
    return [title, `  Why: ${why}`, `  Mend: ${mend}`, ...findings.flatMap(findingLines)].join('\n');
  });
  return `${[...groups, summary(report)].join('\n\n')}\n`;
};

/** The report for programs: `passed`, counts, and every finding and waived finding with its rule. */
export const jsonReport = (report: Report): string => {
  const { objects, namespaces, rules, findings, waived, skipped } = report;
  const content = {
    passed: findings.length === 0,
    objects,
    namespaces,
    rules: rules.map(({ id, name }) => ({ id, name })),
    findings: findings.map((finding) => ({ ...finding, mend: explain(report, finding.rule).mend })),
    waived: waived.map(({ finding, waiver: { reason, expires } }) => ({ ...finding, reason, expires })),
    skipped,
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
};
