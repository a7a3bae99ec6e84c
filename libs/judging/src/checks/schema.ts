import type { ValidationIssue } from '@octollm/contracts';
import { checkJson, SchemaError } from '@octollm/json-schema';
import { issue } from './check.ts';

/** What a schema check came to: the value when the text is JSON, and what is wrong with it. */
export interface SchemaCheck {
  readonly value: unknown;
  readonly issues: readonly ValidationIssue[];
}

const fenced = /^\s*```(?:json)?[ \t]*\n([^]*?)\n?```\s*$/i;

const parse = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(fenced.exec(text)?.[1] ?? text) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/**
 * Whether a text is JSON, in a block of code or not, that matches a schema. One issue for each problem; a schema that
 * cannot be used is reported as such and fails nothing.
 */
export const checkSchema = (output: string, schema: unknown): SchemaCheck => {
  const parsed = parse(output);
  if (parsed === undefined)
    return {
      value: undefined,
      issues: [
        issue('critical', 'schema_invalid', 'The answer is no JSON.', 'output', 'Answer with JSON alone.'),
      ],
    };
  try {
    const issues = checkJson(schema, parsed.value).map(({ pointer, detail }) =>
      issue(
        'critical',
        'schema_invalid',
        `${pointer === '' ? 'The answer' : pointer} ${detail}.`,
        `output${pointer}`,
        'Answer as the schema says.',
      ),
    );
    return { value: parsed.value, issues };
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    return {
      value: parsed.value,
      issues: [issue('medium', 'schema_not_checked', error.message, 'output_schema', 'Mend the schema.')],
    };
  }
};
