import { Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import type { SyntaxFinding } from '@octollm/contracts';
import { Lines, positionAt } from '../position.ts';
import { amounts, notValid, type Reading, valid } from '../reading.ts';
import { indentationMistake } from './indentation.ts';
import { pythonOutline } from './python-outline.ts';
import { scanLines } from './scan-lines.ts';

const maxFindings = 100;

/** Longer code is parsed to the first mistake only: going on after each of very many would hold up other calls. */
const maxForRecovery = 20_000;

/** It throws at the first mistake. */
const strictParser = parser.configure({ strict: true });

/** The parser does not know `yield` without a value nor form feeds; each is replaced by as many characters of the same kind. */
const asParserTakesIt = (code: string): string =>
  code.replaceAll('\f', ' ').replaceAll(/\byield(?=[ \t]*(?:[#;)\]}\r\n]|$))/g, 'False');

const messageAt = (code: string, offset: number): string => {
  const word = /^\s*(\w+|\S)/.exec(code.slice(offset, offset + 200))?.[1];
  return word === undefined
    ? 'The code ends too early, or something is missing here.'
    : `${JSON.stringify(word.slice(0, 50))} may not stand here, or something is missing before it.`;
};

/** What the parser accepts although only Python 2 did. */
const isOfPython2 = (name: string): boolean => name === 'PrintStatement';

/** The places where the parser had to leave something out or put something in, the first of each line. */
const errorsIn = (code: string, tree: Tree): readonly SyntaxFinding[] => {
  const lines = new Lines(code);
  const findings: SyntaxFinding[] = [];
  let endOfLine = -1;
  tree.iterate({
    enter: ({ type, from }) => {
      const isError = type.isError || isOfPython2(type.name);
      if (!isError || from <= endOfLine || findings.length === maxFindings) return;
      const message = type.isError ? messageAt(code, from) : 'In Python 3 print is a function: print(...).';
      findings.push({ ...lines.at(from), message });
      const end = code.indexOf('\n', from);
      endOfLine = end < 0 ? code.length : end;
    },
  });
  return findings;
};

/** The tree of code, or what is wrong with it. */
const parse = (code: string): Tree | readonly SyntaxFinding[] => {
  const taken = asParserTakesIt(code);
  try {
    if (code.length > maxForRecovery) return strictParser.parse(taken);
  } catch (error) {
    const offset = error instanceof SyntaxError ? /^No parse at (\d+)/.exec(error.message)?.[1] : undefined;
    if (offset === undefined) throw error;
    return [{ ...positionAt(code, Number(offset)), message: messageAt(code, Number(offset)) }];
  }
  return parser.parse(taken);
};

/** Reads Python 3: its mistakes, or what it declares. */
export const readPython = (code: string): Reading => {
  const { lines, unterminated } = scanLines(code);
  if (unterminated !== undefined)
    return notValid([{ ...positionAt(code, unterminated), message: 'This string has no end.' }]);
  const tree = parse(code);
  if (!(tree instanceof Tree)) return notValid(tree);
  const errors = errorsIn(code, tree);
  if (errors.length > 0) return notValid(errors);
  const mistake = indentationMistake(lines);
  if (mistake !== undefined)
    return notValid([{ ...positionAt(code, mistake.offset), message: mistake.message }]);
  const outline = pythonOutline(code, tree);
  const kinds = outline.map(({ kind }) => kind);
  return valid(outline, kinds.length === 0 ? 'no declaration' : amounts(kinds));
};
