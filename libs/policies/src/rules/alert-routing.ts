import { receiversOf, tellsSomebody } from '../cluster/alert-routes.ts';
import { type AlertmanagerSetup, alertmanagerSetups, filledIn } from '../cluster/alertmanager.ts';
import { type AlertRule, alertRules } from '../cluster/prometheus-rules.ts';
import { group } from '../read/group.ts';
import { at, textIn } from '../read/json.ts';
import { type Context, type Fault, fault, type Rule } from './rule.ts';
import { secretIn } from './secret-text.ts';

/** What an integration keeps secret. What ends in `_file`, or refers to a Secret, is named otherwise. */
const secretField =
  /^(?:.*_)?(?:api_key|service_key|routing_key|user_key|password|token|secret|credentials|auth_secret|secret_key|access_key)$/;

/** Addresses that let in whoever knows them. */
const secretAddress =
  /hooks\.slack\.com\/services\/\w|discord(?:app)?\.com\/api\/webhooks\/\d|webhook\.office\.com\/./;

const credentialsIn = (value: unknown, path: string): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
    const place = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    if (typeof part !== 'string') return credentialsIn(part, place);
    const isSecret =
      (secretField.test(key) && part !== '') || secretAddress.test(part) || secretIn(part) !== undefined;
    return isSecret && !part.includes(filledIn) ? [place] : [];
  });
};

const setupFaults = ({ resource, path, body }: AlertmanagerSetup): readonly Fault[] =>
  body === undefined
    ? [fault(resource, path, 'The configuration of Alertmanager cannot be read.')]
    : credentialsIn(body, path).map((place) =>
        fault(resource, place, 'The configuration holds what somebody could sign in with.'),
      );

/** What is wrong with the way an alert goes through one configuration; undefined when it reaches somebody. */
const lost = ({ route, receivers }: AlertmanagerSetup, { alert, labels }: AlertRule): string | undefined => {
  const names = receiversOf(route, { alertname: alert, ...labels });
  const reached = names.map((name) => receivers.find((receiver) => textIn(at(receiver, 'name')) === name));
  if (reached.some(tellsSomebody)) return undefined;
  return reached.every((receiver) => receiver === undefined)
    ? `leads to ${names.map((name) => (name === '' ? 'no receiver' : `the receiver ${name}, which does not exist`)).join(', ')}`
    : `leads to ${names.join(', ')}, which tells nobody`;
};

/** One of the alerts that are routed alike. */
const samples = (alerts: readonly AlertRule[]): readonly AlertRule[] =>
  [
    ...group(alerts, ({ alert, labels }) => [
      JSON.stringify([alert, ...Object.entries(labels).map(String).sort()]),
    ]).values(),
  ].flatMap(([first]) => first ?? []);

const routingFaults = ({ cluster }: Context): readonly Fault[] => {
  const setups = alertmanagerSetups(cluster);
  const faults = setups.flatMap(setupFaults);
  if (setups.length === 0) return faults;
  return [
    ...faults,
    ...samples(alertRules(cluster)).flatMap((rule) => {
      const problems = setups.map((setup) => lost(setup, rule));
      if (problems.includes(undefined)) return [];
      const { alert, labels, resource, path } = rule;
      const who = `${labels.severity ?? 'no severity'} of ${labels.service ?? 'no service'}`;
      return [fault(resource, `${path}.labels`, `The alert ${alert} (${who}) ${problems[0]}.`, alert)];
    }),
  ];
};

/** Whom alerts reach: rule 63. */
export const alertRoutingRules: readonly Rule[] = [
  {
    id: 63,
    name: 'Every alert reaches a receiver that tells somebody, and no credential stands in the routing',
    why: 'An alert that nobody gets is none; a key in the routing lets everybody who reads the repository page people.',
    mend: 'Route the severity and the service to a receiver with an integration; name files or Secrets for its keys.',
    check: routingFaults,
  },
];
