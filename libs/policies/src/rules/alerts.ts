import { type AlertRule, alertRules } from '../cluster/prometheus-rules.ts';
import { at } from '../read/json.ts';
import { type Context, type Fault, fault, type Rule } from './rule.ts';

const runbookFolder = 'docs/operations/runbooks/';

const lacking = ({ resource, path, alert, annotations, labels, body }: AlertRule): readonly Fault[] => {
  const missing = [
    ...['summary', 'description', 'runbook_url']
      .filter((name) => (annotations[name] ?? '') === '')
      .map((name) => `annotations.${name}`),
    ...((labels.severity ?? '') === '' ? ['labels.severity'] : []),
    ...(at(body, 'for') === undefined ? ['for'] : []),
  ];
  return missing.map((field) =>
    fault(resource, `${path}.${field}`, `The alert ${alert} has no ${field}.`, alert),
  );
};

/** The file and the heading that an address names, when it leads to a runbook. */
const runbookIn = (url: string): readonly [file: string, heading: string | undefined] | undefined => {
  const start = url.indexOf(runbookFolder);
  if (start === -1) return undefined;
  const [file = '', heading] = url.slice(start + runbookFolder.length).split('#');
  return [file, heading];
};

const misled = (
  { resource, path, alert, annotations }: AlertRule,
  { runbooks }: Context,
): readonly Fault[] => {
  const url = annotations.runbook_url ?? '';
  if (url === '' || runbooks === undefined) return [];
  const found = (message: string): readonly Fault[] => [
    fault(resource, `${path}.annotations.runbook_url`, message, alert),
  ];
  const target = runbookIn(url);
  if (target === undefined) return found(`The runbook of ${alert} is not in ${runbookFolder}: ${url}.`);
  const [file, heading] = target;
  const headings = runbooks.get(file);
  if (headings === undefined) return found(`There is no runbook ${file}.`);
  return heading === undefined || headings.has(heading)
    ? []
    : found(`The runbook ${file} has no heading #${heading}.`);
};

const orphans = ({ cluster, runbooks }: Context): readonly Fault[] => {
  const alerts = alertRules(cluster);
  const [first] = alerts;
  if (first === undefined || runbooks === undefined) return [];
  const used = new Set(alerts.map(({ annotations }) => runbookIn(annotations.runbook_url ?? '')?.[0]));
  return [...runbooks.keys()]
    .filter((file) => !used.has(file))
    .map((file) => fault(first.resource, 'spec.groups', `No alert leads to the runbook ${file}.`, file));
};

/** What somebody is told who is woken up: rules 59 and 60. */
export const alertingRules: readonly Rule[] = [
  {
    id: 59,
    name: 'Alerts say what they are about, how bad it is, what to do and when they fire',
    why: 'Whoever is woken up by a name alone starts from nothing, and without a duration wakes up for every hiccup.',
    mend: 'Give the alert the annotations summary, description and runbook_url, the label severity, and for.',
    check: ({ cluster }) => alertRules(cluster).flatMap(lacking),
  },
  {
    id: 60,
    name: 'Every alert leads to a runbook that exists, and every runbook is led to',
    why: 'A link that leads nowhere is found out at night; a runbook that no alert leads to is not read and goes stale.',
    mend: 'Write docs/operations/runbooks/<alert>.md, correct the address or its heading, or remove the runbook.',
    check: (context) => [
      ...alertRules(context.cluster).flatMap((alert) => misled(alert, context)),
      ...orphans(context),
    ],
  },
];
