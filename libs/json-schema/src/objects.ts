import { type CheckPart, isObject, type Keywords } from './part.ts';
import { matches } from './pattern.ts';
import { limitOf } from './scalars.ts';
import { SchemaError, type SchemaProblem } from './schema-problem.ts';

const segment = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const schemasOf = (schema: Keywords, name: string): Readonly<Record<string, unknown>> => {
  const schemas = schema[name] ?? {};
  if (!isObject(schemas)) throw new SchemaError(`${name} is no object`);
  return schemas;
};

const missing = (required: unknown, value: Keywords, path: string): SchemaProblem[] =>
  (Array.isArray(required) ? required : [])
    .filter((key) => typeof key === 'string' && !Object.hasOwn(value, key))
    .map((key) => ({ pointer: path, detail: `lacks ${String(key)}` }));

/** Properties by their names, by patterns, and all others. */
const checkProperties = (
  schema: Keywords,
  value: Keywords,
  path: string,
  check: CheckPart,
): SchemaProblem[] => {
  const named = schemasOf(schema, 'properties');
  const patterns = Object.entries(schemasOf(schema, 'patternProperties'));
  const others = schema.additionalProperties;
  return Object.entries(value).flatMap(([key, item]) => {
    const at = `${path}/${segment(key)}`;
    const fitting = [
      ...(Object.hasOwn(named, key) ? [named[key]] : []),
      ...patterns.filter(([pattern]) => matches(pattern, key)).map(([, inner]) => inner),
    ];
    if (fitting.length > 0) return fitting.flatMap((inner) => check(inner, item, at));
    if (others === false) return [{ pointer: at, detail: 'is not known here' }];
    return others === undefined ? [] : check(others, item, at);
  });
};

export const checkObject = (
  schema: Keywords,
  value: Keywords,
  path: string,
  check: CheckPart,
): SchemaProblem[] => {
  const count = Object.keys(value).length;
  const [min, max] = [limitOf(schema, 'minProperties') ?? 0, limitOf(schema, 'maxProperties') ?? Infinity];
  const dependent = Object.entries(schemasOf(schema, 'dependentRequired'));
  return [
    ...missing(schema.required, value, path),
    ...dependent.flatMap(([key, required]) =>
      Object.hasOwn(value, key) ? missing(required, value, path) : [],
    ),
    ...(count < min ? [{ pointer: path, detail: `has fewer than ${min} properties` }] : []),
    ...(count > max ? [{ pointer: path, detail: `has more than ${max} properties` }] : []),
    ...(schema.propertyNames === undefined
      ? []
      : Object.keys(value).flatMap((key) => check(schema.propertyNames, key, `${path}/${segment(key)}`))),
    ...checkProperties(schema, value, path, check),
  ];
};
