import { stringify } from 'yaml';
import type { Severity } from '../alerts/alert.ts';
import { type Pace, realTime } from '../alerts/pace.ts';
import { durationText, minutes, seconds } from '../promql/index.ts';
import { inhibitions } from './inhibitions.ts';
import type { Receiver } from './receiver.ts';

/** What acts on the alerts of a namespace: it hears of all of them, before anybody is told. */
export interface Remediator {
  readonly namespace: string;
  readonly receiver: Receiver;
}

export interface RoutingOptions {
  /** Who is told of what: critical wakes, a warning is read in the day, info when there is time. */
  readonly receivers: Readonly<Record<Severity, Receiver>>;
  /** Who misses the Watchdog when it stops coming. */
  readonly deadMan: Receiver;
  /** What acts on alerts. @default nothing does */
  readonly remediators?: readonly Remediator[];
  /** Namespaces for which nobody is woken: what is critical there is told as a warning. @default none */
  readonly quiet?: readonly string[];
  /** @default real time */
  readonly pace?: Pace;
}

/** A route of Alertmanager (https://prometheus.io/docs/alerting/latest/configuration/#route). */
export interface Route {
  readonly receiver: string;
  /** `label="value"`, all of which must hold. */
  readonly matchers?: readonly string[];
  readonly continue?: boolean;
  readonly group_by?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly routes?: readonly Route[];
}

export interface AlertmanagerConfiguration {
  readonly route: Route;
  readonly receivers: readonly ({ readonly name: string } & Receiver)[];
  readonly inhibit_rules: readonly object[];
}

const deadMan = 'dead-man';
const remediatorOf = (namespace: string): string => `remediator-${namespace}`;

/** What Alertmanager does with alerts. An alert of no known severity is told as one that is critical. */
export const routing = (options: RoutingOptions): AlertmanagerConfiguration => {
  const { pace = realTime, quiet = [], remediators = [] } = options;
  const every = (length: Parameters<Pace>[0]): string => durationText(pace(length));
  const watchdog: Route = {
    receiver: deadMan,
    matchers: ['alertname="Watchdog"'],
    group_wait: every(seconds(1)),
    group_interval: every(minutes(1)),
    repeat_interval: every(minutes(5)),
  };
  const remediation = ({ namespace }: Remediator): Route => ({
    receiver: remediatorOf(namespace),
    matchers: [`namespace="${namespace}"`],
    continue: true,
    group_wait: every(seconds(5)),
    group_interval: every(minutes(1)),
    repeat_interval: every(minutes(15)),
  });
  const bySeverity = (severity: Severity, repeat: number): Route => ({
    receiver: severity,
    matchers: [`severity="${severity}"`],
    repeat_interval: every(minutes(repeat)),
  });
  return {
    route: {
      receiver: 'critical',
      group_by: ['alertname', 'namespace', 'service'],
      group_wait: every(seconds(30)),
      group_interval: every(minutes(5)),
      repeat_interval: every(minutes(240)),
      routes: [
        watchdog,
        ...remediators.map(remediation),
        ...quiet.map((namespace) => ({
          ...bySeverity('warning', 720),
          matchers: ['severity="critical"', `namespace="${namespace}"`],
        })),
        bySeverity('critical', 240),
        bySeverity('warning', 720),
        bySeverity('info', 1_440),
      ],
    },
    receivers: [
      ...Object.entries(options.receivers).map(([name, receiver]) => ({ name, ...receiver })),
      { name: deadMan, ...options.deadMan },
      ...remediators.map(({ namespace, receiver }) => ({ name: remediatorOf(namespace), ...receiver })),
    ],
    inhibit_rules: inhibitions.map(({ source, target, equal }) => ({
      source_matchers: [`alertname=~"${source.join('|')}"`],
      target_matchers: [`alertname=~"${target.join('|')}"`],
      equal,
    })),
  };
};

/** The configuration as a file that Alertmanager reads. */
export const alertmanagerFile = (options: RoutingOptions): string =>
  stringify(routing(options), { lineWidth: 0 });
