import { at, listIn, textIn, textMapIn } from '../read/json.ts';
import type { Cluster } from './cluster.ts';
import type { Resource } from './resource.ts';

/** A query of a dashboard. */
export interface DashboardQuery {
  readonly resource: Resource;
  /** The key of the ConfigMap, and the panel. */
  readonly path: string;
  readonly expression: string;
}

/** A dashboard that Grafana reads from a ConfigMap. */
export interface Dashboard {
  readonly resource: Resource;
  readonly path: string;
  /** Undefined when the text is no JSON. */
  readonly body: unknown;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** The dashboards in ConfigMaps that Grafana's sidecar looks for: those with the label `grafana_dashboard`. */
export const dashboards = (cluster: Cluster): readonly Dashboard[] =>
  cluster
    .ofKind('ConfigMap')
    .filter(({ labels }) => labels.grafana_dashboard !== undefined)
    .flatMap((resource) =>
      Object.entries(textMapIn(resource.body.data)).map(([key, text]) => ({
        resource,
        path: `data.${key}`,
        body: parsed(text),
      })),
    );

const panelsIn = (value: unknown): readonly unknown[] =>
  listIn(at(value, 'panels')).flatMap((panel) => [panel, ...panelsIn(panel)]);

/** Logs and traces are asked for in other languages. */
const isMetrics = (...sources: readonly unknown[]): boolean =>
  ['prometheus', undefined].includes(sources.map((source) => textIn(at(source, 'type'))).find(Boolean));

/** The language of queries knows no variables of Grafana: an interval stands for a duration, the others for a text. */
const withoutVariables = (text: string): string =>
  text
    .replace(/\$\{?__(?:rate_interval|interval|range)(?::\w+)?\}?/g, '5m')
    .replace(/([[\s:])\$\{?\w+(?::\w+)?\}?(?=[\]:])/g, '$15m')
    .replace(/\$\{?\w+(?::\w+)?\}?/g, '1');

/** What a variable of a dashboard asks: `label_values(up{...}, job)`. One that names a label alone asks of no metric. */
const ofVariable = (query: unknown): string | undefined => {
  const text = textIn(query) ?? textIn(at(query, 'query')) ?? '';
  const [, ofLabel, ofResult] =
    /^\s*(?:label_values\((.+),\s*\w+\)|query_result\((.+)\))\s*$/s.exec(text) ?? [];
  return ofLabel ?? ofResult;
};

/** Every query of a dashboard that is asked of Prometheus. */
export const queriesIn = ({ resource, path, body }: Dashboard): readonly DashboardQuery[] => [
  ...panelsIn(body).flatMap((panel) =>
    listIn(at(panel, 'targets'))
      .filter((target) => isMetrics(at(target, 'datasource'), at(panel, 'datasource')))
      .flatMap((target) => textIn(at(target, 'expr')) ?? [])
      .map((text) => ({
        resource,
        path: `${path}: ${textIn(at(panel, 'title')) ?? 'a panel'}`,
        expression: withoutVariables(text),
      })),
  ),
  ...listIn(at(body, 'templating', 'list'))
    .filter((variable) => isMetrics(at(variable, 'datasource')))
    .flatMap((variable) => {
      const text = ofVariable(at(variable, 'query')) ?? ofVariable(at(variable, 'definition'));
      if (text === undefined) return [];
      const name = textIn(at(variable, 'name')) ?? '';
      return [{ resource, path: `${path}: variable ${name}`, expression: withoutVariables(text) }];
    }),
];
