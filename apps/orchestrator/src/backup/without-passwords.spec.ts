import { describe, expect, it } from 'vitest';
import { withoutPasswords } from './without-passwords.ts';

describe('What the backup program prints', () => {
  it.each([
    ['redis://:secret@queue:6379 is away', 'redis://***@queue:6379 is away'],
    ['redis-sentinel://:secret@a:26379,b:26379#queue', 'redis-sentinel://***@a:26379,b:26379#queue'],
    ['{"a":"postgresql://user:se@cret@db/octollm"}', '{"a":"postgresql://***@db/octollm"}'],
    ['http://a:secret@one,http://b:secret@two', 'http://***@one,http://***@two'],
    ['https://user:@host', 'https://***@host'],
  ])('says of %s no password', (text, printed) => {
    expect(withoutPasswords(text)).toBe(printed);
  });

  it('is otherwise as it was', () => {
    const text = 'http://queue:6379/a@b is away; ask ops@example.org';
    expect(withoutPasswords(text)).toBe(text);
  });
});
