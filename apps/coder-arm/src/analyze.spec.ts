import { describe, expect, it } from 'vitest';
import { analyze } from './analyze.ts';

describe('the analysis of code', () => {
  it('says what the code holds', async () => {
    expect(await analyze('{"a":1,\n"b":2}', 'json')).toEqual({
      language: 'json',
      code: null,
      explanation: 'The code is valid JSON: an object with 2 members. Only its syntax was checked.',
      findings: [],
      outline: [
        { kind: 'member', name: 'a', line: 1 },
        { kind: 'member', name: 'b', line: 2 },
      ],
      run: null,
    });
  });

  it('says how many mistakes there are and where', async () => {
    expect(await analyze('const a = ;', 'typescript')).toMatchObject({
      explanation: 'The code is not valid TypeScript: its parser reports one mistake.',
      findings: [{ line: 1, column: 11, message: 'Unexpected token' }],
      outline: [],
    });
  });
});
