import {
  DashboardBuilder,
  DashboardCursorSync,
  type Dashboard as GrafanaDashboard,
  RowBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { buildPanel } from './build-panel.ts';
import { siblingsLink, tracesLink } from './links.ts';
import type { Panel } from './panel.ts';
import { type VariableName, variable, variableNames } from './variables.ts';

/** Panels under a heading. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** A page of panels. The uid is in the addresses that people keep: it never changes. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** How far back it shows, such as `6h`. */
  readonly range: string;
  readonly rows: readonly Row[];
}

/** The panels of a dashboard, in order. */
export const panelsOf = ({ rows }: Pick<Dashboard, 'rows'>): readonly Panel[] =>
  rows.flatMap(({ panels }) => panels);

/** The variables that the queries use; choosing a service goes by the environment. */
export const variablesOf = (dashboard: Pick<Dashboard, 'rows'>): readonly VariableName[] => {
  const texts = panelsOf(dashboard).flatMap(({ lines }) => lines.map(({ query }) => query.text));
  return variableNames.filter((name) => texts.some((text) => text.includes(`$${name}`)));
};

/** The dashboard as Grafana imports it: the object itself, in no envelope of an API. */
export const buildDashboard = (dashboard: Dashboard): GrafanaDashboard => {
  const builder = new DashboardBuilder(dashboard.title)
    .uid(dashboard.uid)
    .description(dashboard.description)
    .tags(['octollm'])
    .readonly()
    .refresh('30s')
    .time({ from: `now-${dashboard.range}`, to: 'now' })
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .links([siblingsLink(), tracesLink()])
    .variables(variablesOf(dashboard).map(variable));
  for (const { title, panels } of dashboard.rows) {
    builder.withRow(new RowBuilder(title));
    for (const panel of panels) builder.withPanel(buildPanel(panel));
  }
  return builder.build();
};
