import { describe, expect, it } from 'vitest';
import { declaredEncoding } from './html-encoding.ts';

describe('the encoding that a page names', () => {
  it.each([
    ['<meta charset=shift_jis>', 'shift_jis'],
    ['<META HTTP-EQUIV="content-type" content="text/html; charset=iso-8859-2">', 'iso-8859-2'],
    ['<?xml version="1.0" encoding="windows-1251"?><html>', 'windows-1251'],
    ['<meta charset="utf-16">', 'utf-8'],
    ['<!-- <meta charset=koi8-r> --><meta charset="utf-8">', 'utf-8'],
    [`${' '.repeat(1_100)}<meta charset=koi8-r>`, undefined],
    ['<p>charset=koi8-r', undefined],
  ])('in %s is %s', (page, encoding) => {
    expect(declaredEncoding(Buffer.from(page, 'latin1'))).toBe(encoding);
  });
});
