import type { Span } from '../sentences/prose.ts';
import { quantities } from './quantities.ts';
import type { Quantity } from './quantity.ts';

/** A calculation that a text writes out: `3 × 240 + 12 = 732`, `10 / 3 ≈ 3.33`. */
export interface Calculation extends Span {
  /** Two or more, in order. */
  readonly operands: readonly Quantity[];
  /** What the text says that it comes to. */
  readonly stated: Quantity;
  /** What it comes to, in per cent where the text states per cent. */
  readonly result: number;
  /** Whether that is what the text says, as far as it rounds. */
  readonly isRight: boolean;
}

const operator = /^[ ]?(?:\p{L}{1,12} )?([-+−–x×*·/÷])[ ]?$/u;
const equals = /^[ ]?(?:\p{L}{1,12} )?[=≈][ ]?$/u;
/** Behind one of these a figure does not begin a calculation but goes on with one that could not be read. */
const goesOn = /\S[ ]?[-+−–×*·/÷][ ]?$|[\p{Nd})%] ?x ?$/u;

type Step = readonly [sign: string, operand: Quantity];

/** Figures with operators between them; one that stands alone has no steps. */
interface Chain {
  readonly first: Quantity;
  readonly steps: Step[];
}

const endOf = ({ first, steps }: Chain): number => (steps.at(-1)?.[1] ?? first).end;

const chainsIn = (text: string): Chain[] => {
  const chains: Chain[] = [];
  for (const figure of quantities(text).filter(({ kind }) => kind === 'number')) {
    const chain = chains.at(-1);
    const sign = chain && operator.exec(text.slice(endOf(chain), figure.start))?.[1];
    if (chain === undefined || sign === undefined) chains.push({ first: figure, steps: [] });
    else chain.steps.push([sign, figure]);
  }
  return chains;
};

const isShare = ({ unit }: Quantity): boolean => unit?.dimension === 'share';
const isProduct = (sign: string): boolean => 'x×*·'.includes(sign);
const isQuotient = (sign: string): boolean => '/÷'.includes(sign);

/** Computes from left to right, products and quotients first. */
const computed = (first: Quantity, steps: readonly Step[], valueOf: (figure: Quantity) => number): number => {
  let sum = 0;
  let product = valueOf(first);
  for (const [sign, operand] of steps) {
    const value = valueOf(operand);
    if (isProduct(sign)) product *= value;
    else if (isQuotient(sign)) product /= value;
    else {
      sum += product;
      product = sign === '+' ? value : -value;
    }
  }
  return sum + product;
};

/**
 * `15%` of a product or quotient is 0.15, and so is what it comes to, unless it is written out that it is multiplied by
 * 100. Sums are of shares alone and need no such thing.
 */
const resultOf = ({ first, steps }: Chain, stated: Quantity): number => {
  const isSum = steps.every(([sign]) => !isProduct(sign) && !isQuotient(sign));
  if (isSum) return computed(first, steps, ({ value }) => value);
  const hasShare = isShare(first) || steps.some(([, operand]) => isShare(operand));
  const isInPercent = !hasShare && steps.some(([sign, { value }]) => isProduct(sign) && value === 100);
  const result = computed(first, steps, (figure) => (isShare(figure) ? figure.value / 100 : figure.value));
  return isShare(stated) && !isInPercent ? result * 100 : result;
};

/**
 * The calculations that a text writes out on one line, without brackets and with one figure as the result. Of units
 * only per cent is looked at. Takes time linear in the text.
 */
export const calculations = (text: string): Calculation[] => {
  const chains = chainsIn(text);
  return chains.flatMap((chain, index): Calculation[] => {
    const { first, steps } = chain;
    const after = chains[index + 1];
    if (steps.length === 0 || after === undefined || after.steps.length > 0) return [];
    const { first: stated } = after;
    if (goesOn.test(text.slice(Math.max(0, first.start - 4), first.start))) return [];
    if (!equals.test(text.slice(endOf(chain), stated.start))) return [];
    const result = resultOf(chain, stated);
    return [
      {
        text: text.slice(first.start, stated.end),
        start: first.start,
        end: stated.end,
        operands: [first, ...steps.map(([, operand]) => operand)],
        stated,
        result,
        isRight: Math.abs(result - stated.value) <= stated.step / 2 + Math.abs(result) * 1e-9,
      },
    ];
  });
};
