import type { Language } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { readCode } from './read-code.ts';

describe('code', () => {
  it.each<[Language, string]>([
    ['json', '{"a": [1, 2]}'],
    ['javascript', 'export const add = (a, b) => a + b;\nawait import("x");'],
    ['javascript', 'with (a) { b }'],
    ['typescript', '@Injectable()\nexport class A<T> { constructor(private readonly a: T) {} }'],
    ['typescript', 'enum E { A }\nconst x = <const>["a"] satisfies readonly string[];'],
    ['python', 'def a(x: int = 1, /, *b, **c) -> None:\n\tyield\n\n@a\nclass B: pass\n'],
    [
      'python',
      'x = [\n1,\n    2]\nif x:\n  f"{x!r:>{2}}" \\\n    "b"\nelse: y = r"\\""\n\nmatch x:\n    case [1, *_]: pass',
    ],
    ['yaml', '# c\na: &x [1, "b"]\nb: *x\n---\n- |\n  text\n'],
    [
      'sql',
      "with a as (select 1) select count(*) filter (where b) from a;\ninsert into t values ('ä') on conflict do nothing",
    ],
    ['javascript', ''],
    ['sql', ''],
    ['yaml', ''],
    ['python', ''],
  ])('is right in %s: %j', async (language, code) =>
    expect((await readCode(code, language)).findings).toEqual([]),
  );

  it.each<[Language, string, number, number]>([
    ['json', '{\n  "a": 1,\n}', 3, 1],
    ['json', '{\r\n  "a": tru }', 2, 8],
    ['javascript', 'const a = 1;\nconst b = ;\n', 2, 11],
    ['javascript', 'const a: number = 1;', 1, 8],
    ['typescript', 'const a: = 1;', 1, 10],
    ['javascript', 'let 𝒳 = "😀"; ]', 1, 16],
    ['python', 'print "hello"', 1, 1],
    ['python', 'def a():\nreturn 1', 2, 1],
    ['python', 'a = 1\n  b = 2', 2, 3],
    ['python', 'if a:\n    b\n  c', 3, 3],
    ['python', 'a = 1\nb = "c', 2, 5],
    ['python', 'a = (1,\nb = 2', 2, 3],
    ['yaml', 'a: 1\n b: 2', 1, 4],
    ['yaml', 'a: 1\nb: [1, 2\n', 3, 1],
    ['yaml', 'a: 1\na: 2', 2, 1],
    ['sql', 'select 1;\nselect "ä😀", from t', 2, 15],
    ['sql', "select 'a", 1, 8],
    ['sql', 'select 1\0', 1, 9],
  ])('is wrong in %s: %j', async (language, code, line, column) => {
    expect((await readCode(code, language)).findings[0]).toMatchObject({ line, column });
  });

  it('is told in full where the parser can go on, up to a hundred mistakes, and up to the first in long code', async () => {
    const { findings } = await readCode('let a; let a;\nlet b; let b;', 'javascript');
    expect(findings.map(({ line }) => line)).toEqual([1, 2]);
    expect(findings[0]?.message).toBe("Identifier 'a' has already been declared.");
    expect((await readCode('let a;'.repeat(3_000), 'javascript')).findings).toHaveLength(100);
    expect((await readCode('let a;'.repeat(4_000), 'javascript')).findings).toHaveLength(1);
    expect((await readCode('a b\n'.repeat(200), 'python')).findings).toHaveLength(100);
    expect((await readCode(`${'a = 1\n'.repeat(4_000)}a b\n`, 'python')).findings).toEqual([
      { line: 4_001, column: 3, message: '"b" may not stand here, or something is missing before it.' },
    ]);
  });

  it.each<[Language, string, string, readonly string[]]>([
    ['json', '{"a":1,\n"b":2}', 'an object with 2 members', ['member a 1', 'member b 2']],
    ['json', '[1]', 'a list of 1 item', []],
    ['json', 'null', 'null', []],
    [
      'typescript',
      'import a from "a";\nexport class C {\n  run() {}\n}\ninterface B {}\nexport const d = 1;',
      '4 statements, 1 import, 2 exports, 1 type declaration',
      ['import a 1', 'class C 2', 'method C.run 3', 'interface B 5', 'variable d 6'],
    ],
    [
      'python',
      'import os\n\n@dataclass\nclass A:\n    x = 1\n    def run(self): pass\n\ndef main(): pass\nlimit = 3',
      '1 import, 1 class, 1 method, 1 function, 1 variable',
      ['import os 1', 'class A 4', 'method A.run 6', 'function main 8', 'variable limit 9'],
    ],
    ['yaml', 'a: 1\nb:\n  c: 2', 'a mapping with 2 keys', ['key a 1', 'key b 2']],
    ['yaml', 'a\n---\nb', '2 documents', []],
    [
      'sql',
      'create table ä (id int);\n\nselect 1;\ncreate index i on ä (id);\nalter table ä add b int',
      '1 table, 1 query, 1 index, 1 alter table',
      ['table ä 1', 'query  3', 'index i 4', 'alter table ä 5'],
    ],
  ])('in %s has an outline: %j', async (language, code, summary, items) => {
    const { outline, ...reading } = await readCode(code, language);
    expect(reading.summary).toBe(summary);
    expect(outline.map(({ kind, name, line }) => `${kind} ${name} ${line}`)).toEqual(items);
  });

  it('in SQL is not read where that would take for ever', async () => {
    expect((await readCode(`select 1 ${'/*'.repeat(600)}`, 'sql')).findings).toEqual([
      { line: 1, column: 10, message: 'A run of 1,000 operator characters cannot be parsed.' },
    ]);
  });

  it('has an outline of 500 items at most, whatever it holds', async () => {
    const keys = Array.from({ length: 600 }, (_, at) => `k${at}: 1`).join('\n');
    expect((await readCode('a = 1\n'.repeat(600), 'python')).outline).toHaveLength(500);
    expect((await readCode(keys, 'yaml')).outline).toHaveLength(500);
    const sql = await readCode('select 1;'.repeat(600), 'sql');
    expect([sql.outline.length, sql.summary]).toEqual([500, '600 queries']);
  });

  it.each<[Language, readonly string[]]>([
    ['javascript', ['(', '`${', 'a<', '!a', '/* ', '((a=>']],
    ['typescript', ['[', 'a?(b:', '<<', 'async(']],
    ['json', ['[', '{"a":']],
    ['python', ['(', 'not ', 'f"{', 'if 1:\n ', ':', '\\\n', '"""']],
    ['yaml', ['[', '- ', '&a ', '"']],
    ['sql', ['(', 'select 1+', '/*', "'", '((select ']],
  ])('in %s is read without a crash, however often it repeats', async (language, units) => {
    for (const unit of units) await readCode(unit.repeat(10_000).slice(0, 10_000), language);
    // A parser that broke would not answer any more.
    expect((await readCode('{', language)).findings).toHaveLength(1);
  });
});
