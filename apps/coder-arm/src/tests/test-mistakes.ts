import type { Language, SyntaxFinding } from '@octollm/contracts';
import { parseScript } from '../syntax/script/parse-script.ts';

const missing = (message: string): readonly SyntaxFinding[] => [{ line: 1, column: 1, message }];

/** Why tests that are valid code cannot be run as tests, see `testRun`. */
export const testMistakes = (tests: string, language: Language): readonly SyntaxFinding[] => {
  if (language === 'python')
    return /^def test_\w+\(\s*\)|^class \w+\(.*TestCase\)/m.test(tests)
      ? []
      : missing('There is no function whose name begins with test_ and which takes nothing.');
  if (language !== 'javascript' && language !== 'typescript') return [];
  const attempt = parseScript(tests, language);
  const body = 'program' in attempt ? attempt.program.program.body : [];
  const imported = body.find(({ type }) => type === 'ImportDeclaration');
  if (imported !== undefined)
    return [
      {
        line: imported.loc?.start.line ?? 1,
        column: (imported.loc?.start.column ?? 0) + 1,
        message: 'Tests may import nothing: what the code declares is there by its name.',
      },
    ];
  return /\btest\s*\(/.test(tests) ? [] : missing('There is no call of test(name, function).');
};
