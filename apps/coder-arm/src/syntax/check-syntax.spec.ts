import { describe, expect, it } from 'vitest';
import { checkSyntax } from './check-syntax.ts';

describe('the syntax of code', () => {
  it.each([
    ['json', '{"a": [1, 2]}'],
    ['javascript', 'export const add = (a, b) => a + b;\nawait import("x");'],
    ['javascript', 'with (a) { b }'],
    ['typescript', '@Injectable()\nexport class A<T> { constructor(private readonly a: T) {} }'],
    ['typescript', 'enum E { A }\nconst x = <const>["a"] satisfies readonly string[];'],
    ['javascript', ''],
  ] as const)('is right in %s: %j', (language, code) => expect(checkSyntax(code, language)).toEqual([]));

  it.each([
    ['json', '{\n  "a": 1,\n}', 3, 1],
    ['json', '{\r\n  "a": tru }', 2, 8],
    ['javascript', 'const a = 1;\nconst b = ;\n', 2, 11],
    ['javascript', 'const a: number = 1;', 1, 8],
    ['typescript', 'const a: = 1;', 1, 10],
    ['javascript', 'let 𝒳 = "😀"; ]', 1, 16],
  ] as const)('is wrong in %s: %j', (language, code, line, column) => {
    expect(checkSyntax(code, language)[0]).toMatchObject({ line, column });
  });

  it('is told in full where the parser can go on', () => {
    const findings = checkSyntax('let a; let a;\nlet b; let b;', 'javascript');
    expect(findings.map(({ line }) => line)).toEqual([1, 2]);
    expect(findings[0]?.message).toBe("Identifier 'a' has already been declared.");
  });

  it('is told up to a hundred mistakes, and up to the first one in long code', () => {
    expect(checkSyntax('let a;'.repeat(3_000), 'javascript')).toHaveLength(100);
    expect(checkSyntax('let a;'.repeat(4_000), 'javascript')).toHaveLength(1);
  });

  it.each(['(', '[', '{', '`${', 'a<', 'a!', 'a?(b:', '!a', '/* ', '"', '@', '<<', '((a=>', 'async('])(
    'is checked soon and without a crash, also 100,000 characters of %s',
    (unit) => {
      const started = performance.now();
      for (const language of ['javascript', 'typescript', 'json'] as const)
        checkSyntax(unit.repeat(100_000).slice(0, 100_000), language);
      expect(performance.now() - started).toBeLessThan(3_000);
    },
  );
});
