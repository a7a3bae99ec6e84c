import type { Named } from './series.ts';
import type { TargetLabel } from './target-labels.ts';

/** Text that a query takes as it is: names of labels, or the quoted value of a matcher. */
export interface Piece {
  readonly kind: 'piece';
  readonly text: string;
}

type LabelOf<M> = M extends { readonly labels: readonly (infer Label)[] } ? Label & string : never;

/** Labels of a metric, or of every target, for `by`, `on` and `without`: a label it does not have does not compile. */
export const labels = <const M extends Named | { readonly labels: readonly string[] }>(
  _metric: M,
  ...names: readonly (LabelOf<M> | TargetLabel)[]
): Piece => ({ kind: 'piece', text: names.join(', ') });

/** A value for `=` and `!=`. */
export const literal = (value: string): Piece => ({ kind: 'piece', text: JSON.stringify(value) });

const escaped = (value: string): string => value.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** Several values for `=~` and `!~`. */
export const oneOf = (values: readonly string[]): Piece => literal(values.map(escaped).join('|'));

/** The windows that Grafana chooses: by the resolution of a panel, or all that it shows. */
export const panelWindow: Piece = { kind: 'piece', text: '$__rate_interval' };
export const panelRange: Piece = { kind: 'piece', text: '$__range' };
