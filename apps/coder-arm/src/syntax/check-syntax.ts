import type { Language, SyntaxFinding } from '@octollm/contracts';
import { jsonMistake } from './json-syntax.ts';
import { positionAt } from './position.ts';
import { parseScript } from './script-syntax.ts';

/** What the parser of a language finds wrong with code: nothing when it is valid. */
export const checkSyntax = (code: string, language: Language): readonly SyntaxFinding[] => {
  if (language === 'json') {
    const mistake = jsonMistake(code);
    return mistake === undefined ? [] : [{ ...positionAt(code, mistake.offset), message: mistake.message }];
  }
  const attempt = parseScript(code, language);
  return 'mistakes' in attempt ? attempt.mistakes : [];
};
