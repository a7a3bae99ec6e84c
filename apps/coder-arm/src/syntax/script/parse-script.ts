import { type ParseResult, type ParserOptions, parse } from '@babel/parser';
import type { Language, SyntaxFinding } from '@octollm/contracts';
import { tooDeep } from '../reading.ts';

export type Script = Extract<Language, 'javascript' | 'typescript'>;

/** A statement at the top level. */
export type Statement = ParseResult['program']['body'][number];

/** Longer code is parsed to the first mistake only: going on after each of very many would hold up other calls. */
const maxForRecovery = 20_000;

/** More mistakes than these tell nobody more. */
const maxMistakes = 100;

const optionsFor = (language: Script): ParserOptions => ({
  sourceType: 'unambiguous',
  plugins: language === 'typescript' ? ['typescript', 'decorators'] : ['decorators'],
});

interface Mistake {
  readonly message: string;
  readonly loc: { readonly line: number; readonly column: number };
}

const isMistake = (error: unknown): error is Mistake =>
  error instanceof SyntaxError && 'loc' in error && typeof error.loc === 'object' && error.loc !== null;

const findingOf = ({ message, loc }: Mistake): SyntaxFinding => ({
  line: loc.line,
  column: loc.column + 1,
  message: message.replace(/ \(\d+:\d+\)$/, ''),
});

type Attempt = { readonly program: ParseResult } | { readonly mistakes: readonly SyntaxFinding[] };

const attempt = (code: string, options: ParserOptions): Attempt => {
  try {
    const program = parse(code, options);
    const mistakes = (program.errors ?? []).map((error) => error as unknown).filter(isMistake);
    return mistakes.length === 0 ? { program } : { mistakes: mistakes.slice(0, maxMistakes).map(findingOf) };
  } catch (error) {
    if (isMistake(error)) return { mistakes: [findingOf(error)] };
    if (error instanceof RangeError) return { mistakes: [tooDeep] };
    throw error;
  }
};

/** Parses a program, or says what is wrong with it: the mistakes the parser can tell, a hundred at most. */
export const parseScript = (code: string, language: Script): Attempt => {
  const options = optionsFor(language);
  const strict = attempt(code, options);
  return 'program' in strict || code.length > maxForRecovery
    ? strict
    : attempt(code, { ...options, errorRecovery: true });
};
