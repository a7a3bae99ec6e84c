import { onOneLine, trimmed } from '../words.ts';
import { amongChoices } from './among-choices.ts';
import { compared } from './compared.ts';
import type { Decomposition, DecompositionRule } from './decomposition.ts';
import { elapsed } from './elapsed.ts';
import { shareOfWhole } from './share-of-whole.ts';
import { summed } from './summed.ts';
import { thanAnother } from './than-another.ts';

const rules: readonly DecompositionRule[] = [
  elapsed,
  thanAnother,
  shareOfWhole,
  summed,
  amongChoices,
  compared,
];

const mostThings = 10;
const longest = 300;

/**
 * The single questions that a comparison or a calculation is made of: `How much higher is A than B?` asks how high A is, and
 * how high B is. By the form of the question alone. Undefined when it has none of these forms,
 * is about one thing or has more than 300 characters.
 */
export const decompose = (question: string): Decomposition | undefined => {
  if (question.length > longest) return undefined;
  const text = trimmed(onOneLine(question));
  if (/[?!] /.test(text)) return undefined;
  const found = rules.map((rule) => rule(text)).find((one) => one !== undefined);
  return found !== undefined && found.questions.length >= 2 && found.questions.length <= mostThings
    ? found
    : undefined;
};
