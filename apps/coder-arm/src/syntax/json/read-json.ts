import { Lines, positionAt } from '../position.ts';
import { amount, longestOutline, notValid, type Reading, valid } from '../reading.ts';
import { jsonMistake } from './json-syntax.ts';

const summaryOf = (value: unknown): string => {
  if (Array.isArray(value)) return `a list of ${amount(value.length, 'item')}`;
  if (typeof value === 'object' && value !== null)
    return `an object with ${amount(Object.keys(value).length, 'member')}`;
  return value === null ? 'null' : `a ${typeof value}`;
};

const keysOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];

/** Reads JSON (RFC 8259): its first mistake, or the members of its object. */
export const readJson = (code: string): Reading => {
  const mistake = jsonMistake(code);
  if (mistake !== undefined)
    return notValid([{ ...positionAt(code, mistake.offset), message: mistake.message }]);
  const value: unknown = JSON.parse(code);
  const lines = new Lines(code);
  // The place of a member is that of its name where it first stands; a text of the same form before it is rare.
  const outline = keysOf(value)
    .slice(0, longestOutline)
    .map((name) => ({
      kind: 'member',
      name,
      line: lines.at(Math.max(0, code.indexOf(JSON.stringify(name)))).line,
    }));
  return valid(outline, summaryOf(value));
};
