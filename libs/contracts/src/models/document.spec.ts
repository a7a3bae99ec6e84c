import { describe, expect, it } from 'vitest';
import { fields, letters, pointersOf } from '../fixtures/requests.ts';
import { DocumentRequest } from './document.ts';

const oneMebibyte = 1_048_576;
const base64 = (bytes: number): string => Buffer.alloc(bytes, 7).toString('base64');

describe('a document to ingest', () => {
  it('comes as text of up to 1 MiB of characters', () => {
    expect(pointersOf(DocumentRequest, { text: letters(oneMebibyte) })).toEqual([]);
    expect(pointersOf(DocumentRequest, { text: letters(oneMebibyte + 1) })).toEqual(['/text']);
    expect(pointersOf(DocumentRequest, { text: '' })).toEqual(['/text']);
    expect(pointersOf(DocumentRequest, { text: ' \n' })).toEqual(['/text']);
    expect(pointersOf(DocumentRequest, { text: 1 })).toEqual(['/text']);
  });

  it.each([-3, -2, -1, 0])('comes as base64 of up to 1 MiB of bytes (%i)', (difference) => {
    expect(pointersOf(DocumentRequest, { content_base64: base64(oneMebibyte + difference) })).toEqual([]);
  });

  it.each([1, 2, 3])('is refused as base64 of more bytes (+%i)', (difference) => {
    expect(pointersOf(DocumentRequest, { content_base64: base64(oneMebibyte + difference) })).toContain(
      '/content_base64',
    );
  });

  it.each(['', 'a', 'a===', 'ab c', '-_==', 7, null])(
    'is refused when its base64 is %j',
    (content_base64) => {
      expect(pointersOf(DocumentRequest, { content_base64 })).toEqual(['/content_base64']);
    },
  );

  it('has exactly one of text and content_base64', () => {
    expect(pointersOf(DocumentRequest, {})).toEqual(['']);
    expect(pointersOf(DocumentRequest, { text: 'a', content_base64: 'YQ==' })).toEqual(['']);
  });

  it('is plain text without metadata when it says nothing else', () => {
    expect(DocumentRequest.parse({ text: 'a' })).toEqual({
      text: 'a',
      media_type: 'text/plain',
      metadata: {},
    });
    expect(pointersOf(DocumentRequest, { text: 'a', media_type: 'text/markdown' })).toEqual([]);
    expect(pointersOf(DocumentRequest, { text: 'a', media_type: 'image/png' })).toEqual(['/media_type']);
  });

  it.each(['text/plain', 'text/markdown', 'text/html', 'text/csv'])('comes as text of %s', (media_type) => {
    expect(pointersOf(DocumentRequest, { text: 'a', media_type })).toEqual([]);
  });

  it('comes as base64 when it is a PDF, which is no text', () => {
    const media_type = 'application/pdf';
    expect(pointersOf(DocumentRequest, { content_base64: 'YQ==', media_type })).toEqual([]);
    expect(pointersOf(DocumentRequest, { text: 'a', media_type })).toEqual(['/media_type']);
  });

  it('has at most 50 fields of metadata, and no field that is not known', () => {
    expect(pointersOf(DocumentRequest, { text: 'a', metadata: fields(50) })).toEqual([]);
    expect(pointersOf(DocumentRequest, { text: 'a', metadata: fields(51) })).toEqual(['/metadata']);
    expect(pointersOf(DocumentRequest, { text: 'a', tenant_id: 'other' })).toEqual(['/tenant_id']);
  });

  it('means the same when it is parsed again', () => {
    const once = DocumentRequest.parse({ content_base64: 'YQ==', metadata: { year: 2024 } });
    expect(DocumentRequest.parse(once)).toEqual(once);
  });
});
