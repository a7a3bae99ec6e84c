import type { ChatCompletionRequest } from '@octollm/contracts';
import type { JsonObject } from '../../wire/json.ts';
import { toSchema } from './to-schema.ts';

/** How the form of an answer is asked for. */
export interface OutputForm {
  readonly format?: JsonObject;
  /** An instruction, for what the API has no format for. */
  readonly words?: string;
}

const alone = 'and nothing else: no text before or after it and no code fence around it.';

/**
 * The API has no mode for JSON without a schema, and none for objects whose members nobody has named.
 * @throws ProviderError (invalid_input) when the schema is nested too deeply
 */
export const toOutputForm = ({ response_format: asked }: ChatCompletionRequest): OutputForm => {
  if (asked?.type === 'json_object') return { words: `Answer with one JSON object ${alone}` };
  const schema = asked?.type === 'json_schema' ? asked.json_schema.schema : undefined;
  if (schema === null || schema === undefined) return {};
  const taken = toSchema(schema);
  return taken === undefined
    ? { words: `Answer with JSON that matches this schema ${alone}\n${JSON.stringify(schema)}` }
    : { format: { type: 'json_schema', schema: taken } };
};
