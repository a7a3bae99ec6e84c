import { expressionIn, isBroken } from './expression.ts';
import { type Selector, selectorsIn } from './selectors.ts';

/** What a query asks for. */
export interface Query {
  /** Whether the text is no PromQL. */
  readonly broken: boolean;
  readonly selectors: readonly Selector[];
}

const read = new Map<string, Query>();
/** Dashboards ask the same again and again; what is kept of them has an end. */
const mostKept = 5_000;

/** Reads a query, once for each text. */
export const queryIn = (text: string): Query => {
  const known = read.get(text);
  if (known !== undefined) return known;
  const expression = expressionIn(text);
  const query = { broken: isBroken(expression), selectors: selectorsIn(expression) };
  if (read.size >= mostKept) read.clear();
  read.set(text, query);
  return query;
};
