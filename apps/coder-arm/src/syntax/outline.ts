import type { Language } from '@octollm/contracts';
import { parseScript, type Script } from './script-syntax.ts';

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

const amount = (count: number, name: string, plural: string): string =>
  `${count} ${count === 1 ? name : plural}`;

const scriptOutline = (code: string, language: Script): string => {
  const attempt = parseScript(code, language);
  const body = 'program' in attempt ? attempt.program.program.body : [];
  const known = counted
    .map(
      ([name, plural, types]) =>
        [body.filter(({ type }) => types.includes(type)).length, name, plural] as const,
    )
    .filter(([count]) => count > 0)
    .map(([count, name, plural]) => amount(count, name, plural));
  return [amount(body.length, 'statement', 'statements'), ...known].join(', ');
};

const jsonOutline = (code: string): string => {
  const value: unknown = JSON.parse(code);
  if (Array.isArray(value)) return `a list of ${amount(value.length, 'item', 'items')}`;
  if (typeof value === 'object' && value !== null)
    return `an object with ${amount(Object.keys(value).length, 'member', 'members')}`;
  return value === null ? 'null' : `a ${typeof value}`;
};

/** What valid code holds at its top level, in a few words. */
export const outlineOf = (code: string, language: Language): string =>
  language === 'json' ? jsonOutline(code) : scriptOutline(code, language);
