import type { OutlineItem } from '@octollm/contracts';
import { amount, notValid, type Reading, valid } from '../reading.ts';
import { parseScript, type Script, type Statement } from './parse-script.ts';

const kinds: Readonly<Record<string, string>> = {
  FunctionDeclaration: 'function',
  TSDeclareFunction: 'function',
  ClassDeclaration: 'class',
  TSInterfaceDeclaration: 'interface',
  TSTypeAliasDeclaration: 'type',
  TSEnumDeclaration: 'enum',
  TSModuleDeclaration: 'namespace',
};

const counted: readonly (readonly [name: string, plural: string, types: readonly string[]])[] = [
  ['import', 'imports', ['ImportDeclaration']],
  ['export', 'exports', ['ExportNamedDeclaration', 'ExportDefaultDeclaration', 'ExportAllDeclaration']],
  ['function', 'functions', ['FunctionDeclaration', 'TSDeclareFunction']],
  ['class', 'classes', ['ClassDeclaration']],
  ['variable declaration', 'variable declarations', ['VariableDeclaration']],
  [
    'type declaration',
    'type declarations',
    ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'TSEnumDeclaration'],
  ],
];

const summaryOf = (body: readonly Statement[]): string =>
  [
    amount(body.length, 'statement'),
    ...counted.flatMap(([name, plural, types]) => {
      const count = body.filter(({ type }) => types.includes(type)).length;
      return count === 0 ? [] : [amount(count, name, plural)];
    }),
  ].join(', ');

const lineOf = ({ loc }: Pick<Statement, 'loc'>): number => loc?.start.line ?? 1;

const methodsOf = (declared: Extract<Statement, { type: 'ClassDeclaration' }>): readonly OutlineItem[] =>
  declared.body.body.flatMap((member) =>
    'key' in member && member.type === 'ClassMethod' && member.key.type === 'Identifier'
      ? [
          {
            kind: 'method',
            name: `${declared.id?.name ?? 'default'}.${member.key.name}`,
            line: lineOf(member),
          },
        ]
      : [],
  );

const itemsOf = (statement: Statement): readonly OutlineItem[] => {
  if (statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration') {
    const { declaration } = statement;
    return declaration === null || declaration === undefined ? [] : itemsOf(declaration as Statement);
  }
  const line = lineOf(statement);
  if (statement.type === 'ImportDeclaration') return [{ kind: 'import', name: statement.source.value, line }];
  if (statement.type === 'VariableDeclaration')
    return statement.declarations.flatMap(({ id }) =>
      id.type === 'Identifier' ? [{ kind: 'variable', name: id.name, line }] : [],
    );
  const kind = kinds[statement.type];
  if (kind === undefined) return [];
  const name = 'id' in statement && statement.id?.type === 'Identifier' ? statement.id.name : 'default';
  const methods = statement.type === 'ClassDeclaration' ? methodsOf(statement) : [];
  return [{ kind, name, line }, ...methods];
};

/** Reads JavaScript or TypeScript: its mistakes, or what it declares at its top level. */
export const readScript = (code: string, language: Script): Reading => {
  const attempt = parseScript(code, language);
  if ('mistakes' in attempt) return notValid(attempt.mistakes);
  const { body } = attempt.program.program;
  return valid(body.flatMap(itemsOf), summaryOf(body));
};
