import { hasFormat } from './formats.ts';
import type { Keywords } from './part.ts';
import { matches } from './pattern.ts';
import type { SchemaProblem } from './schema-problem.ts';

const when = (broken: boolean, pointer: string, detail: string): SchemaProblem[] =>
  broken ? [{ pointer, detail }] : [];

/** The number of a keyword, or undefined when it is not given as a number. */
export const limitOf = (schema: Keywords, name: string): number | undefined => {
  const limit = schema[name];
  return typeof limit === 'number' ? limit : undefined;
};

export const checkText = (schema: Keywords, value: string, path: string): SchemaProblem[] => {
  const [min, max] = [limitOf(schema, 'minLength') ?? 0, limitOf(schema, 'maxLength') ?? Infinity];
  const length = max === Infinity && min === 0 ? 0 : Array.from(value).length;
  const { pattern, format } = schema;
  return [
    ...when(length < min, path, `is shorter than ${min} characters`),
    ...when(length > max, path, `is longer than ${max} characters`),
    ...when(typeof pattern === 'string' && !matches(pattern, value), path, 'does not match its pattern'),
    ...when(
      typeof format === 'string' && !hasFormat(format, value),
      path,
      `does not have the format ${String(format)}`,
    ),
  ];
};

export const checkNumber = (schema: Keywords, value: number, path: string): SchemaProblem[] => {
  const minimum = limitOf(schema, 'minimum') ?? -Infinity;
  const maximum = limitOf(schema, 'maximum') ?? Infinity;
  const above = limitOf(schema, 'exclusiveMinimum') ?? -Infinity;
  const below = limitOf(schema, 'exclusiveMaximum') ?? Infinity;
  const step = limitOf(schema, 'multipleOf') ?? 0;
  const steps = step > 0 ? value / step : 0;
  return [
    ...when(value < minimum, path, `is less than ${minimum}`),
    ...when(value > maximum, path, `is more than ${maximum}`),
    ...when(value <= above && above !== -Infinity, path, `is not more than ${above}`),
    ...when(value >= below && below !== Infinity, path, `is not less than ${below}`),
    // Floating point: 0.3 is a multiple of 0.1.
    ...when(Math.abs(steps - Math.round(steps)) > 1e-9, path, `is no multiple of ${step}`),
  ];
};
