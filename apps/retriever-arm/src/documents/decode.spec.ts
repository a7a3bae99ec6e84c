import { DocumentRequest } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { textOf } from './decode.ts';

const decode = (bytes: Buffer): string =>
  textOf(DocumentRequest.parse({ content_base64: bytes.toString('base64') }));

describe('the text of a document', () => {
  it('is the text that was sent, as it is', () => {
    expect(textOf(DocumentRequest.parse({ text: ' Å\n' }))).toBe(' Å\n');
  });

  it('is decoded from base64 as UTF-8, without a byte order mark', () => {
    expect(decode(Buffer.from('\uFEFFÅ 😀'))).toBe('Å 😀');
  });

  it('must be UTF-8 and more than white space', () => {
    expect(() => decode(Buffer.from([0xc3, 0x28]))).toThrow(/UTF-8/);
    expect(() => decode(Buffer.from([0xed, 0xa0, 0x80]))).toThrow(/UTF-8/);
    expect(() => decode(Buffer.from('\uFEFF \n'))).toThrow(/white space/);
  });
});
