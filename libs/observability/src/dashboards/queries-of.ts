import { type Duration, durationText, metricsIn, minutes, type Source } from '../promql/index.ts';
import { type Dashboard, panelsOf } from './parts/dashboard.ts';
import { type VariableName, variableNames } from './parts/variables.ts';

/** What somebody who looks at a dashboard has chosen. */
export interface Chosen {
  /** Regular expressions. @default everything */
  readonly variables?: Partial<Readonly<Record<VariableName, string>>>;
  /** `$__rate_interval`. @default five minutes */
  readonly window?: Duration;
  /** `$__range`. @default an hour */
  readonly range?: Duration;
}

/** One query of a panel as Prometheus is asked. */
export interface PanelQuery {
  readonly dashboard: string;
  readonly panel: string;
  readonly text: string;
  /** What it rests on. */
  readonly sources: readonly Source[];
  /** Whether there is something to see only once something has gone wrong. */
  readonly rare: boolean;
}

/** The queries of a dashboard with its variables filled in, as Grafana would. */
export const queriesOf = (dashboard: Dashboard, chosen: Chosen = {}): readonly PanelQuery[] => {
  const { variables = {}, window = minutes(5), range = minutes(60) } = chosen;
  const fill = (text: string): string =>
    variableNames
      .reduce((filled, name) => filled.replaceAll(`$${name}`, variables[name] ?? '.*'), text)
      .replaceAll('$__rate_interval', durationText(window))
      .replaceAll('$__range', durationText(range));
  return panelsOf(dashboard).flatMap(({ title, lines, rare = false }) =>
    lines.map(({ query }) => ({
      dashboard: dashboard.title,
      panel: title,
      text: fill(query.text),
      sources: metricsIn(query),
      rare,
    })),
  );
};
