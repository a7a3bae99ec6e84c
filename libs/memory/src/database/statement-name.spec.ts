import { expect, it } from 'vitest';
import { statementName, statementNamer } from './statement-name.ts';

it.each([
  ['SELECT 1', 'SELECT'],
  ['SELECT * FROM tasks WHERE id = $1', 'SELECT tasks'],
  ['SELECT extract(epoch FROM now()) FROM tasks', 'SELECT tasks'],
  ['SELECT * FROM unnest($1::text[]) AS id JOIN api_keys USING (id)', 'SELECT'],
  ['INSERT INTO tasks (id) VALUES ($1) ON CONFLICT DO UPDATE SET id = $1', 'INSERT tasks'],
  ['WITH held AS (SELECT id FROM tasks FOR UPDATE SKIP LOCKED)\n UPDATE tasks SET a = 1', 'UPDATE tasks'],
  ['WITH held AS (SELECT id FROM tasks FOR NO KEY UPDATE) SELECT id FROM held', 'SELECT tasks'],
  ['SELECT id FROM tasks FOR UPDATE LIMIT 1', 'SELECT tasks'],
  ['DELETE FROM "uploads" WHERE id = $1', 'DELETE uploads'],
])('the statement %j is called %s', (text, name) => {
  expect(statementName(text)).toBe(name);
  expect(statementName(text)).toBe(name);
});

it('statements beyond those that there can be are told apart no more', () => {
  const name = statementNamer(1);
  expect(name('SELECT * FROM tasks')).toBe('SELECT tasks');
  expect(name('SELECT * FROM one_too_many')).toBe('other');
  expect(name('SELECT * FROM tasks')).toBe('SELECT tasks');
});
