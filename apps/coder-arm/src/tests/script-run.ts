import { stripTypeScriptTypes } from 'node:module';
import type { ExecutorInput } from '@octollm/contracts';
import { parseScript, type Script } from '../syntax/script/parse-script.ts';
import { prelude } from './script-prelude.ts';

/** It throws at once unless a test has to be waited for: what nobody catches ends every runtime with a failure. */
const end = `
{
  const conclude = (results) => {
    const passed = results.filter(Boolean).length;
    console.log(\`\${passed} of \${results.length} tests passed.\`);
    if (results.length === 0 || passed < results.length) throw new Error('Not all tests passed.');
  };
  if (testResults.some((result) => typeof result !== 'boolean')) Promise.all(testResults).then(conclude);
  else conclude(testResults);
}
`;

/** Code without `export` before its declarations: then it can stand before its tests in one script. */
const withoutExports = (code: string): string => {
  const attempt = parseScript(code, 'javascript');
  const body = 'program' in attempt ? attempt.program.program.body : [];
  return body.reduceRight((text, statement) => {
    const { start, end: after } = statement;
    if (typeof start !== 'number' || typeof after !== 'number') return text;
    const keep = (from: number, before = ''): string => text.slice(0, start) + before + text.slice(from);
    if (statement.type === 'ExportNamedDeclaration' && !statement.source)
      return keep(statement.declaration?.start ?? after);
    if (statement.type !== 'ExportDefaultDeclaration') return text;
    const { declaration } = statement;
    const isNamed = 'id' in declaration && declaration.id !== null && declaration.id !== undefined;
    return keep(declaration.start ?? after, isNamed ? '' : 'globalThis.defaultExport = ');
  }, code);
};

/** Types cannot be removed from this code, so that nothing can run it. */
const isUntransformable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).includes('TYPESCRIPT_SYNTAX');

/** Enums and parameter properties are more than types. Undefined when the code is not valid, or uses what only a build can do. */
const asJavaScript = (code: string, language: Script): string | undefined => {
  if (language === 'javascript') return code;
  try {
    return stripTypeScriptTypes(code, { mode: 'transform' });
  } catch (error) {
    if (isUntransformable(error)) return undefined;
    throw error;
  }
};

/**
 * Tests of JavaScript or TypeScript as a run of the executor: one script, because not every sandbox has modules. Null
 * when types cannot be removed.
 */
export const scriptRun = (code: string, tests: string, language: Script): ExecutorInput | null => {
  const parts = [code, tests].map((part) => asJavaScript(part, language));
  if (parts.includes(undefined)) return null;
  const bare = parts.map((part = '') => withoutExports(part));
  return { tool: 'javascript', args: { code: `${prelude}\n${bare.join('\n\n')}\n${end}` } };
};
