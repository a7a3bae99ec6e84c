import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { email } from './email.ts';

describe('e-mail addresses', () => {
  it.each([
    ['My mail is jo@example.com.', 'jo@example.com'],
    ["to='a.b+c@mail.example.co.uk'", 'a.b+c@mail.example.co.uk'],
    ['<mailto:jo_d@ex-ample.org>', 'jo_d@ex-ample.org'],
    ['email=jo@example.com&x=1', 'jo@example.com'],
    ['пишите на почта@пример.рф!', 'почта@пример.рф'],
    ['JO@EXAMPLE.COM', 'JO@EXAMPLE.COM'],
    ['x@xn--bcher-kva.xn--p1ai', 'x@xn--bcher-kva.xn--p1ai'],
  ])('are found in: %s', (text, address) => expect(found(email, text)).toEqual([address]));

  it('are found one after the other', () => {
    expect(found(email, 'a@b.io,c@d.io;e@f.io')).toEqual(['a@b.io', 'c@d.io', 'e@f.io']);
  });

  it.each([
    'jo@example',
    'npm i nx@23.2.1',
    '@mention',
    'a @ b.com',
    'jo@.com',
    'jo@a..com',
    'jo.@a.com',
    'jo@-a.com',
    'me@localhost',
    '5@10.5',
  ])('are not seen in: %s', (text) => expect(found(email, text)).toEqual([]));

  it('hold at most 64 characters before the @', () => {
    expect(found(email, `${'a'.repeat(70)}@example.com`)[0]).toBe(`${'a'.repeat(64)}@example.com`);
  });
});
