import { expect, it } from 'vitest';
import { postgresUrl } from './connection.ts';

it('escapes what a URL would misread', () => {
  const url = new URL(postgresUrl({ port: 5433, user: 'o@c', password: 'a/b:c %' }, 'my db'));
  expect(decodeURIComponent(url.username)).toBe('o@c');
  expect(decodeURIComponent(url.password)).toBe('a/b:c %');
  expect(decodeURIComponent(url.pathname)).toBe('/my db');
  expect(url.host).toBe('127.0.0.1:5433');
});
