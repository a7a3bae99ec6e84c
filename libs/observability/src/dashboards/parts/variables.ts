import {
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { targetMetrics } from '../../exporters/index.ts';
import type { Piece } from '../../promql/index.ts';
import { metricsSource } from './data-source.ts';

/** What somebody who looks at a dashboard chooses: environments, and services. All of them, until something is chosen. */
export const variableNames = ['namespace', 'service'] as const;
export type VariableName = (typeof variableNames)[number];

/** Matchers for the environments that are chosen. */
export const inNamespace: Piece = { kind: 'piece', text: 'namespace=~"$namespace"' };

/** Matchers for the services that are chosen, in the environments that are. */
export const ofService: Piece = { kind: 'piece', text: `${inNamespace.text}, job=~"$service"` };

const { name: up } = targetMetrics.up;

const queries: Readonly<Record<VariableName, string>> = {
  namespace: `label_values(${up}, namespace)`,
  service: `label_values(${up}{${inNamespace.text}}, job)`,
};

const labelsOf: Readonly<Record<VariableName, string>> = { namespace: 'Environment', service: 'Service' };

/** A variable of a dashboard. `.*` also finds series without the label, as those of a stack on one machine are. */
export const variable = (name: VariableName): QueryVariableBuilder =>
  new QueryVariableBuilder(name)
    .label(labelsOf[name])
    .query({ query: queries[name], refId: name })
    .datasource(metricsSource)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ selected: true, text: ['All'], value: ['$__all'] })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);
