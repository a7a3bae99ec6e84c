import { at, listIn, shown, textIn, textMapIn } from '../read/json.ts';
import { type Cluster, derived } from './cluster.ts';
import type { Resource } from './resource.ts';

/** A rule of a PrometheusRule. */
export interface PrometheusRule {
  readonly resource: Resource;
  /** Where it stands in its object. */
  readonly path: string;
  readonly expression: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A rule that raises an alert. */
export interface AlertRule extends PrometheusRule {
  readonly alert: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A rule that records a series. */
export interface RecordingRule extends PrometheusRule {
  readonly record: string;
}

/** Every rule, whatever it does. */
export const prometheusRules = derived((cluster: Cluster): readonly PrometheusRule[] =>
  cluster.ofKind('PrometheusRule').flatMap((resource) =>
    listIn(at(resource.body, 'spec', 'groups')).flatMap((group, index) =>
      listIn(at(group, 'rules')).map((body, position) => ({
        resource,
        path: `spec.groups[${index}].rules[${position}]`,
        expression: shown(at(body, 'expr') ?? ''),
        labels: textMapIn(at(body, 'labels')),
        body,
      })),
    ),
  ),
);

/** Every alert that Prometheus may raise. */
export const alertRules = derived((cluster: Cluster): readonly AlertRule[] =>
  prometheusRules(cluster).flatMap((rule) => {
    const alert = textIn(at(rule.body, 'alert'));
    return alert === undefined
      ? []
      : [{ ...rule, alert, annotations: textMapIn(at(rule.body, 'annotations')) }];
  }),
);

/** Every series that Prometheus records, by its name. */
export const recordingRules = derived((cluster: Cluster): ReadonlyMap<string, RecordingRule> => {
  const recorded = prometheusRules(cluster).flatMap((rule) => {
    const record = textIn(at(rule.body, 'record'));
    return record === undefined ? [] : [[record, { ...rule, record }] as const];
  });
  return new Map(recorded);
});
