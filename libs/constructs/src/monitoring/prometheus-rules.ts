import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { platformLabels } from '../labels.ts';
import { monitoringComponent } from './monitoring-server.ts';

/** Rules that Prometheus evaluates one after the other. */
export interface PrometheusRuleGroup {
  /** In lower case with hyphens; the object has the same name. */
  readonly name: string;
  /** How often they are evaluated. @default as often as Prometheus evaluates */
  readonly interval?: string;
  /** Rules as a rule file has them, those that record and those that raise alerts. */
  readonly rules: readonly object[];
}

export interface PrometheusRulesProps {
  readonly groups: readonly PrometheusRuleGroup[];
}

/** Hands rules to the Prometheus operator, an object for each group, so that a change shows where it belongs. */
export class PrometheusRules extends Construct {
  constructor(scope: Construct, id: string, { groups }: PrometheusRulesProps) {
    super(scope, id);
    for (const group of groups)
      new ApiObject(this, group.name, {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata: {
          name: group.name,
          labels: { ...platformLabels, 'app.kubernetes.io/component': monitoringComponent },
        },
        spec: { groups: [group] },
      });
  }
}
