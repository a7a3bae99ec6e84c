import { ProviderError } from '../../providers/provider-error.ts';
import { isObject, type JsonObject } from '../../wire/json.ts';

/**
 * Keywords that structured outputs refuse (https://platform.claude.com/docs/en/build-with-claude/structured-outputs,
 * "JSON Schema limitations", seen 2026-11): bounds of numbers, texts and lists.
 */
const refused: ReadonlySet<string> = new Set([
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'propertyNames',
  'patternProperties',
  '$schema',
]);

/** Keywords whose value is a table of schemas by names, which may be called as keywords are. */
const tables: ReadonlySet<string> = new Set(['properties', '$defs', 'definitions']);

/** Deeper ones than any model could fill in. */
const maxDepth = 64;

/** What was met on the way through a schema. */
interface Met {
  freeMembers: boolean;
}

/** Members that the schema does not name but asks for; where it names some and says nothing of others, nobody needs them. */
const takesFreeMembers = ({ type, properties, additionalProperties: others }: JsonObject): boolean => {
  if (others === true || isObject(others)) return true;
  const isNamed = isObject(properties) && Object.keys(properties).length > 0;
  return others !== false && !isNamed && (Array.isArray(type) ? type : [type]).includes('object');
};

const within = (value: unknown, depth: number, met: Met): unknown => {
  if (depth > maxDepth)
    throw new ProviderError('invalid_input', `A schema is nested deeper than ${maxDepth} levels.`, {
      sent: false,
    });
  if (Array.isArray(value)) return value.map((item) => within(item, depth + 1, met));
  return isObject(value) ? reduced(value, depth + 1, met) : value;
};

const reduced = (schema: JsonObject, depth: number, met: Met): JsonObject => {
  if (takesFreeMembers(schema)) met.freeMembers = true;
  const kept: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (refused.has(keyword)) continue;
    if (keyword === 'enum' || keyword === 'const' || keyword === 'default' || keyword === 'examples')
      kept[keyword] = value;
    else if (tables.has(keyword) && isObject(value))
      kept[keyword] = Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, within(one, depth, met)]),
      );
    else kept[keyword] = within(value, depth, met);
  }
  if (schema.type === 'object' || isObject(schema.properties)) kept.additionalProperties = false;
  return kept;
};

/**
 * A JSON schema in the part of the language that the API takes: without bounds, and with objects closed. Whoever asked
 * checks the bounds, as with any answer of a model.
 * @returns undefined when an object in it takes members that it does not name, which could not be given then
 * @throws ProviderError (invalid_input) when it is nested too deeply
 */
export const toSchema = (schema: JsonObject): JsonObject | undefined => {
  const met: Met = { freeMembers: false };
  const taken = reduced(schema, 0, met);
  return met.freeMembers ? undefined : taken;
};
