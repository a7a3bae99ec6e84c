import type { Alert, Installation } from '../alerts/alert.ts';
import { alertsOf, grouped } from '../alerts/all.ts';
import { runbookUrl } from '../alerts/runbooks.ts';
import { durationText, minutes, type Recorded } from '../promql/index.ts';
import { spentPerHour } from '../recorded/spend.ts';
import { burnAlerts, seriesOf, slos } from '../slo/index.ts';

/** A rule as Prometheus reads it (https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/). */
export type Rule =
  | { readonly record: string; readonly expr: string }
  | {
      readonly alert: string;
      readonly expr: string;
      readonly for: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    };

export interface RuleGroup {
  readonly name: string;
  /** How often it is evaluated. @default as often as Prometheus evaluates */
  readonly interval?: string;
  readonly rules: readonly Rule[];
}

export const recordingRule = ({ name, expr }: Recorded): Rule => ({ record: name, expr: expr.text });

export const alertingRule = (alert: Alert): Rule => ({
  alert: alert.name,
  expr: alert.expr.text,
  for: durationText(alert.for),
  labels: { severity: alert.severity, service: alert.service, ...alert.labels },
  annotations: {
    summary: alert.summary,
    description: alert.description,
    runbook_url: runbookUrl(alert),
  },
});

const sloGroup = 'service-levels';

/** Every alert of an installation, those of its service levels included. */
export const everyAlert = (installation: Installation): readonly Alert[] => [
  ...alertsOf(installation),
  ...grouped(
    sloGroup,
    slos.flatMap((slo) => burnAlerts(seriesOf(slo, installation.pace), installation)),
  ),
];

interface RecordingGroup {
  readonly name: string;
  readonly interval?: string;
  readonly series: readonly Recorded[];
}

/** A series that is older than five minutes is none, so it has to be recorded more often than that. */
const seldom = minutes(3);

const recordings = ({ pace }: Pick<Installation, 'pace'>): readonly RecordingGroup[] => [
  { name: 'spend', series: [spentPerHour(pace)] },
  ...slos.flatMap((slo) => {
    const { quick, slow } = seriesOf(slo, pace);
    const name = `slo-${slo.name.replaceAll('_', '-')}`;
    return [
      { name, series: quick },
      { name: `${name}-long`, interval: durationText(pace(seldom)), series: slow },
    ];
  }),
];

/** Every series that is recorded. */
export const everyRecorded = (installation: Pick<Installation, 'pace'>): readonly Recorded[] =>
  recordings(installation).flatMap(({ series }) => series);

/** All rules of an installation, in groups. */
export const ruleGroups = (installation: Installation): readonly RuleGroup[] => {
  const alerts = everyAlert(installation);
  const names = [...new Set(alerts.map(({ group }) => group))];
  return [
    ...recordings(installation).map(({ series, ...group }) => ({
      ...group,
      rules: series.map(recordingRule),
    })),
    ...names.map((name) => ({
      name,
      rules: alerts.filter(({ group }) => group === name).map(alertingRule),
    })),
  ];
};
