import { type Duration, durationText } from './duration.ts';
import { QueryError } from './errors.ts';
import { type Flow, flowOf } from './label-flow.ts';
import { bindsTightly, parse } from './parse.ts';
import type { Piece } from './pieces.ts';
import { type Named, type Source, sourceOf } from './series.ts';

/** A query that parses, and that names nothing but metrics that somebody exports or a rule records. */
export interface Query {
  readonly kind: 'query';
  readonly text: string;
  /** What it names, each once, by the name in the text. */
  readonly named: ReadonlyMap<string, Named>;
  /** The labels of what it returns; templates of alerts and legends may use these. */
  readonly labels: ReadonlySet<string>;
}

/** The metrics and recorded series that a query rests on. */
export const metricsIn = (query: Query): readonly Source[] => [
  ...new Set([...query.named.values()].map(sourceOf)),
];

type Interpolation = Named | Query | Duration | Piece | number;

interface Inserted {
  readonly from: number;
  readonly to: number;
}

const textOf = (value: Interpolation): string => {
  if (typeof value === 'number') return String(value);
  if (value.kind === 'duration') return durationText(value);
  if (value.kind === 'piece') return value.text;
  if (value.kind === 'query') return bindsTightly(value.text) ? value.text : `(${value.text})`;
  return value.name;
};

const namedIn = (value: Interpolation): readonly (readonly [string, Named])[] => {
  if (typeof value === 'number' || value.kind === 'duration' || value.kind === 'piece') return [];
  return value.kind === 'query' ? [...value.named] : [[value.name, value]];
};

/**
 * Writes PromQL. Metrics are put in as objects, so that a name which nobody exports cannot be written; other queries,
 * durations, numbers and quoted values are put in as they are, a query in parentheses where it needs them.
 *
 * @throws QueryError when the text does not parse, names a metric by text, uses a label that is not there, takes the
 * rate of what does not only grow, divides what cannot match, or asks for a quantile of buckets without `le`.
 */
export const promql = (strings: TemplateStringsArray, ...values: readonly Interpolation[]): Query => {
  let text = '';
  const inserted: Inserted[] = [];
  const named = new Map(values.flatMap(namedIn));
  for (const [index, part] of strings.entries()) {
    text += index === 0 ? part.trimStart() : part;
    const value = values[index];
    if (value === undefined) continue;
    const from = text.length;
    text += textOf(value);
    if (namedIn(value).length > 0) inserted.push({ from, to: text.length });
  }
  text = text.trimEnd();
  const tree = parse(text);
  const flow: Flow = flowOf(tree, text, (name, at) => {
    const metric = named.get(name);
    if (metric === undefined || !inserted.some(({ from, to }) => from <= at && at < to))
      throw new QueryError(`"${name}" is written as text: put the object of the metric in its place.`, text);
    return metric;
  });
  return { kind: 'query', text, named, labels: new Set(flow === 'scalar' ? [] : flow) };
};
