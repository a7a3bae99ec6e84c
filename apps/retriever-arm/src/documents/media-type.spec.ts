import { describe, expect, it } from 'vitest';
import { type FileKind, mediaTypeOf } from './media-type.ts';

const kind = (given: Partial<FileKind>): FileKind => ({
  stated: undefined,
  partType: 'application/octet-stream',
  fileName: null,
  beginning: Buffer.from('Dear all'),
  ...given,
});

describe('what a file is', () => {
  it.each([
    ['its sender says', { stated: 'text/csv', partType: 'text/html', fileName: 'a.md' }, 'text/csv'],
    [
      'it is by its beginning, when that is a PDF',
      { beginning: Buffer.from('%PDF-1.7'), partType: 'text/plain' },
      'application/pdf',
    ],
    ['its part says', { partType: 'Text/HTML; charset=utf-8', fileName: 'a.md' }, 'text/html'],
    [
      'its name says, when the part calls it plain text',
      { partType: 'text/plain', fileName: 'A.MD' },
      'text/markdown',
    ],
    ['its name says, when the part says nothing', { fileName: 'levels.csv' }, 'text/csv'],
    ['it looks like a page', { beginning: Buffer.from('\n<!-- x --><!DOCTYPE html><p>') }, 'text/html'],
    ['it is text otherwise', { fileName: 'README' }, 'text/plain'],
  ] as const)('is what %s', (_, given, expected) => {
    expect(mediaTypeOf(kind(given))).toBe(expected);
  });
});
