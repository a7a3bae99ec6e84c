import { refused } from '../failures.ts';

/** The options that a program may be given. What is not named is refused, so what a newer version adds is as well. */
export interface OptionRules {
  /** Letters of options without a value. */
  readonly flags?: string;
  /** Letters of options with a value, in the same word or the next. */
  readonly valued?: string;
  /** Long options. They must be written in full. */
  readonly long?: readonly string[];
  /** Long options with a value, in the same word after `=` or the next. */
  readonly longValued?: readonly string[];
  /** Whether a dash with digits is an option, as in `head -5`, or a value, as in `head -n -5`. */
  readonly digits?: boolean;
  /** Whether all that follows the first operand belongs to that: to a script, for example. */
  readonly endsAtOperand?: boolean;
  /** Letters of options whose value is the operand. */
  readonly operandOptions?: string;
}

const optionRefused = (program: string, option: string) =>
  refused(
    'option_refused',
    `${program} may not be given ${option}. Leave it out; a file whose name begins with a dash is ./${option}.`,
  );

type Verdict = 'allowed' | 'refused' | 'operand';

const ofCluster = (letters: string, rules: OptionRules): Verdict => {
  for (const letter of letters) {
    if (rules.operandOptions?.includes(letter)) return 'operand';
    if (rules.valued?.includes(letter)) return 'allowed';
    if (!rules.flags?.includes(letter)) return 'refused';
  }
  return 'allowed';
};

const ofLong = (word: string, rules: OptionRules): Verdict => {
  const [name = ''] = word.split('=', 1);
  const isNamed = rules.long?.includes(word) === true || rules.longValued?.includes(name) === true;
  return isNamed ? 'allowed' : 'refused';
};

const ofWord = (word: string, rules: OptionRules): Verdict => {
  if (!word.startsWith('-')) return rules.endsAtOperand === true ? 'operand' : 'allowed';
  if (word === '-' || word === '--' || (rules.digits === true && /^-\d+$/.test(word))) return 'allowed';
  return word.startsWith('--') ? ofLong(word, rules) : ofCluster(word.slice(1), rules);
};

/**
 * Checks every word that begins with a dash, also where it would be a value or follow `--`: which of them a program
 * takes for options differs between programs and versions.
 * @throws ArmFailure (policy) for an option that the rules do not name
 */
export const checkOptions = (program: string, words: readonly string[], rules: OptionRules): void => {
  for (const word of words) {
    const verdict = ofWord(word, rules);
    if (verdict === 'refused') throw optionRefused(program, word);
    if (verdict === 'operand') return;
  }
};

/**
 * Checks the words of find(1), which has its own grammar: every word that begins with a dash must be named, except
 * numbers, which are values.
 * @throws ArmFailure (policy) for a word that is not named
 */
export const checkWords = (program: string, words: readonly string[], allowed: readonly string[]): void => {
  const found = words.find((word) => /^-(?!\d)/.test(word) && !allowed.includes(word));
  if (found !== undefined) throw optionRefused(program, found);
};
