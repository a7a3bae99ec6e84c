import type { Counter, Histogram } from '@octollm/catalogue';
import { bucketsOf, type Piece, panelRange, panelWindow, promql, type Query } from '../../promql/index.ts';
import { ofService } from './variables.ts';

const names = (...labels: readonly string[]): Piece => ({ kind: 'piece', text: labels.join(', ') });

const and = (...matchers: readonly (Piece | undefined)[]): Piece => ({
  kind: 'piece',
  text: matchers.flatMap((matcher) => matcher?.text ?? []).join(', '),
});

/** Which series are looked at, and which labels stay apart. */
export interface Cut {
  /** @default nothing: one sum */
  readonly by?: readonly string[];
  /** Matchers besides those of the environment and the service, such as `status=~"5.."`. */
  readonly where?: string;
  /** Matchers of the environment and, where the dashboard has one, the service. @default both */
  readonly scope?: Piece;
}

const matchersOf = ({ where, scope = ofService }: Cut): Piece =>
  and(scope, where === undefined ? undefined : { kind: 'piece', text: where });

/** How much of a counter there was a second, in the window that suits the panel. */
export const perSecond = (metric: Counter, cut: Cut = {}): Query =>
  promql`sum by (${names(...(cut.by ?? []))}) (rate(${metric}{${matchersOf(cut)}}[${panelWindow}]))`;

/** How much of a counter there was in all of the time that is shown. */
export const inRange = (metric: Counter, cut: Cut = {}): Query =>
  promql`sum by (${names(...(cut.by ?? []))}) (increase(${metric}{${matchersOf(cut)}}[${panelRange}]))`;

/** A quantile of a histogram, over the window that suits the panel. */
export const quantile = (share: number, metric: Histogram, cut: Cut = {}): Query =>
  promql`histogram_quantile(${share}, sum by (${names('le', ...(cut.by ?? []))}) (rate(${bucketsOf(metric)}{${matchersOf(cut)}}[${panelWindow}])))`;

/** A part of a whole, both cut alike; no part at all is a share of 0, not the absence of one. */
export const share = (part: Query, whole: Query): Query => promql`(${part} or 0 * ${whole}) / ${whole}`;

/** What is left of the whole beside the part. */
export const remainder = (part: Query, whole: Query): Query => promql`1 - ${share(part, whole)}`;
