import { describe, expect, it } from 'vitest';
import { joined, sql } from './sql.ts';

describe('sql', () => {
  it('makes a numbered parameter of every value', () => {
    const statement = sql`SELECT ${'a'}, ${2}`;
    expect(statement.text).toBe('SELECT $1, $2');
    expect(statement.values).toEqual(['a', 2]);
  });

  it('numbers the parameters of pieces through', () => {
    const inner = sql`b = ${2} AND c = ${3}`;
    const statement = sql`a = ${1} AND ${inner} AND d = ${4}`;
    expect(statement.text).toBe('a = $1 AND b = $2 AND c = $3 AND d = $4');
    expect(statement.values).toEqual([1, 2, 3, 4]);
  });

  it('never puts a text into the statement, whatever it holds', () => {
    const statement = sql`SELECT ${"'; DROP TABLE tasks; --"}`;
    expect(statement.text).toBe('SELECT $1');
  });

  it('takes the same piece several times', () => {
    const piece = sql`x = ${1}`;
    const statement = sql`${piece} OR ${piece}`;
    expect(statement.text).toBe('x = $1 OR x = $2');
    expect(statement.values).toEqual([1, 1]);
  });

  it('joins pieces', () => {
    const statement = joined([sql`a = ${1}`, sql`b`, sql`c = ${3}`], sql` AND `);
    expect(statement.text).toBe('a = $1 AND b AND c = $2');
    expect(statement.values).toEqual([1, 3]);
    expect(joined([], sql`, `).text).toBe('');
  });
});
