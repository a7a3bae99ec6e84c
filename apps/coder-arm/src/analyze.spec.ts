import { describe, expect, it } from 'vitest';
import { analyze } from './analyze.ts';

describe('the analysis of code', () => {
  it.each([
    ['json', '{"a":1,"b":2}', 'The code is valid JSON: an object with 2 members.'],
    ['json', '[1]', 'a list of 1 item'],
    ['json', 'null', 'valid JSON: null'],
    ['json', '"a"', 'a string'],
    [
      'javascript',
      'import a from "a";\nfunction b() {}\nclass C {}\n',
      '3 statements, 1 import, 1 function, 1 class.',
    ],
    [
      'typescript',
      'type A = 1;\ninterface B {}\nexport const c = 1;',
      '3 statements, 1 export, 2 type declarations.',
    ],
  ] as const)('says what %s holds: %j', (language, code, explanation) => {
    expect(analyze(code, language)).toMatchObject({ language, code: null, findings: [] });
    expect(analyze(code, language).explanation).toContain(explanation);
  });

  it('says how many mistakes there are and where', () => {
    expect(analyze('const a = ;', 'typescript')).toEqual({
      language: 'typescript',
      code: null,
      explanation: 'The code is not valid TypeScript: its parser reports one mistake.',
      findings: [{ line: 1, column: 11, message: 'Unexpected token' }],
    });
  });
});
