import type { OutlineItem, SyntaxFinding } from '@octollm/contracts';
import { hasSqlDetails, loadModule, parseSync } from 'libpg-query';
import { Lines, positionAt } from './position.ts';
import { amounts, longestOutline, notValid, type Reading, tooDeep, valid } from './reading.ts';

/** The scanner reads such a run again for each comment that may begin in it, so that its time grows with the square. */
const longRun = /[-~!@#^&|`?+*/%<>=]{1000}/;

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const kinds: Readonly<Record<string, string>> = {
  SelectStmt: 'query',
  CreateStmt: 'table',
  CreateTableAsStmt: 'table',
  ViewStmt: 'view',
  IndexStmt: 'index',
  CreateFunctionStmt: 'function',
  CreateSchemaStmt: 'schema',
};

/** `AlterTableStmt` as `alter table`. */
const wordsOf = (type: string): string =>
  type
    .replace(/Stmt$/, '')
    .replaceAll(/(?<=[a-z])[A-Z]/g, ' $&')
    .toLowerCase();

const partName = (part: unknown): string =>
  isNode(part) && isNode(part.String) && typeof part.String.sval === 'string' ? part.String.sval : '';

const nameOf = (statement: Node): string => {
  const { relation, view, idxname, funcname, schemaname, into } = statement;
  const table = relation ?? view ?? (isNode(into) ? into.rel : undefined);
  if (typeof idxname === 'string') return idxname;
  if (typeof schemaname === 'string') return schemaname;
  if (Array.isArray(funcname)) return funcname.map(partName).join('.');
  return isNode(table) && typeof table.relname === 'string' ? table.relname : '';
};

/** A statement with what it is, and where it begins: in bytes, with the blanks before it. */
interface Statement {
  readonly kind: string;
  readonly name: string;
  readonly location: number;
}

const statementsOf = (parsed: readonly unknown[]): readonly Statement[] =>
  parsed.filter(isNode).flatMap(({ stmt, stmt_location: location }) => {
    const [type, statement] = (isNode(stmt) ? Object.entries(stmt)[0] : undefined) ?? [];
    return type === undefined || !isNode(statement)
      ? []
      : [
          {
            kind: kinds[type] ?? wordsOf(type),
            name: nameOf(statement),
            location: typeof location === 'number' ? location : 0,
          },
        ];
  });

const outlineOf = (code: string, statements: readonly Statement[]): readonly OutlineItem[] => {
  const lines = new Lines(code);
  const bytes = Buffer.from(code);
  return statements.slice(0, longestOutline).map(({ kind, name, location }) => {
    const before = bytes.toString('utf8', 0, location).length;
    const blanks = /\S/.exec(code.slice(before))?.index ?? 0;
    return { kind, name, line: lines.at(before + blanks).line };
  });
};

/** PostgreSQL counts characters, not UTF-16 code units. */
const findingAt = (code: string, characters: number, message: string): SyntaxFinding => ({
  ...positionAt(code, Array.from(code).slice(0, characters).join('').length),
  message: message.length > 300 ? `${message.slice(0, 300)}…` : message,
});

/** What cannot be given to the parser: it is written in C and ends at a NUL. */
const refused = (code: string): SyntaxFinding | undefined => {
  const nul = code.indexOf('\0');
  if (nul >= 0) return { ...positionAt(code, nul), message: 'A NUL character may not stand in SQL.' };
  const run = code.search(longRun);
  if (run < 0) return undefined;
  return { ...positionAt(code, run), message: 'A run of 1,000 operator characters cannot be parsed.' };
};

/** Reads SQL with the parser of PostgreSQL itself: its first mistake, or its statements. Bodies of functions are text. */
export const readSql = async (code: string): Promise<Reading> => {
  const obstacle = refused(code);
  if (obstacle !== undefined) return notValid([obstacle]);
  if (code === '') return valid([], 'no statement');
  await loadModule();
  try {
    const statements = statementsOf(parseSync(code).stmts ?? []);
    const summary = statements.length === 0 ? 'no statement' : amounts(statements.map(({ kind }) => kind));
    return valid(outlineOf(code, statements), summary);
  } catch (error) {
    if (error instanceof RangeError) return notValid([tooDeep]);
    if (!hasSqlDetails(error)) throw error;
    return notValid([findingAt(code, error.sqlDetails?.cursorPosition ?? 0, error.message)]);
  }
};
