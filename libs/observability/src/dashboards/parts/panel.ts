import type { Runbook } from '../../alerts/runbooks.ts';
import type { Query } from '../../promql/index.ts';

/** A unit of Grafana (https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts). */
export type Unit =
  | 'short'
  | 'none'
  | 's'
  | 'bytes'
  | 'Bps'
  | 'percentunit'
  | 'percent'
  | 'reqps'
  | 'ops'
  | 'cps'
  | 'currencyUSD'
  | 'celsius'
  | 'bool';

/** From which value on a panel is yellow and red; the smaller first where much is bad. */
export interface Thresholds {
  readonly warning: number;
  readonly critical: number;
}

/** One query of a panel, and how its lines are called: `{{label}}` for what the query returns. */
export interface Line {
  readonly query: Query;
  readonly legend: string;
}

export interface Panel {
  readonly title: string;
  /** What it shows and when that is bad. */
  readonly description: string;
  readonly kind: 'timeseries' | 'stat' | 'gauge' | 'bars';
  readonly unit: Unit;
  readonly lines: readonly Line[];
  readonly thresholds?: Thresholds;
  /** @default the smallest and the largest of what is shown */
  readonly bounds?: { readonly min?: number; readonly max?: number };
  readonly runbook?: Runbook;
  /**
   * Whether its series are there only once something has gone wrong.
   * @default false
   */
  readonly rare?: true;
  /** Columns of 24. @default by its kind */
  readonly width?: number;
}

/** A legend names a label that its query does not return: every line would be called the same. */
export class LegendError extends Error {
  constructor(panel: string, label: string, { query }: Line) {
    super(`The legend of "${panel}" names ${label}, which its query does not return.\n  in: ${query.text}`);
    this.name = 'LegendError';
  }
}

const labelsIn = (legend: string): readonly string[] =>
  [...legend.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].flatMap(([, label]) => label ?? []);

/**
 * A panel whose legends name only labels that are there.
 * @throws LegendError
 */
export const panel = (spec: Panel): Panel => {
  for (const line of spec.lines)
    for (const label of labelsIn(line.legend))
      if (!line.query.labels.has(label)) throw new LegendError(spec.title, label, line);
  return spec;
};

type Rest = Omit<Panel, 'kind' | 'lines'>;

/** Lines over time. */
export const lines = (spec: Rest & { readonly lines: readonly Line[] }): Panel =>
  panel({ ...spec, kind: 'timeseries' });

/** One line for each series of one query. */
export const graph = ({ query, legend, ...rest }: Rest & Line): Panel =>
  lines({ ...rest, lines: [{ query, legend }] });

/** One number, with where it came from behind it. */
export const stat = ({ query, ...rest }: Rest & { readonly query: Query }): Panel =>
  panel({ ...rest, kind: 'stat', lines: [{ query, legend: '' }] });

/** A number between two bounds. */
export const dial = ({ query, ...rest }: Rest & { readonly query: Query }): Panel =>
  panel({ ...rest, kind: 'gauge', lines: [{ query, legend: '' }] });

/** The last values, one bar each. */
export const bars = ({ query, legend, ...rest }: Rest & Line): Panel =>
  panel({ ...rest, kind: 'bars', lines: [{ query, legend }] });
