import { afterAll, describe, expect, it } from 'vitest';
import { DocumentReader } from './document-reader.ts';
import { readingLimits } from './limits.ts';
import { writePdf } from './pdf.fixture.ts';
import { DocumentRefusedError } from './refusal.ts';

const reader = new DocumentReader();
const narrow = new DocumentReader(undefined, { timeMs: 60_000, heapMiB: 64, externalMiB: 96 });
const hasty = new DocumentReader(undefined, { ...readingLimits, timeMs: 1 });
afterAll(() => Promise.all([reader, narrow, hasty].map((each) => each.onApplicationShutdown())));

const text = { mediaType: 'text/plain', fileName: null } as const;
const bytes = (buffer: Buffer): Uint8Array => new Uint8Array(buffer);
const bomb = (megabytes: number) =>
  bytes(writePdf([[]], { content: Buffer.alloc(megabytes * 1_048_576, 0x20) }));

describe('reading in a thread', { timeout: 60_000 }, () => {
  it('gives what was read, and the same error for what is refused', async () => {
    const { passages } = await reader.read('acme', { ...text, content: bytes(Buffer.from('One.\n\nTwo.')) });
    expect(passages).toEqual([{ text: 'One.\n\nTwo.', heading: null, page: null }]);
    await expect(reader.read('acme', { ...text, content: ' ' })).rejects.toThrow(DocumentRefusedError);
  });

  it('ends with a document that takes too long, and reads the next', async () => {
    await expect(hasty.read('acme', { ...text, content: 'x'.repeat(1_000_000) })).rejects.toThrow(
      /takes too long/,
    );
  });

  it('ends with a PDF that unpacks to more than its memory, while others are read', async () => {
    const bombed = narrow.read('acme', { content: bomb(150), mediaType: 'application/pdf', fileName: null });
    const { passages } = await narrow.read('acme', { ...text, content: 'Meanwhile.' });
    expect(passages).toHaveLength(1);
    await expect(bombed).rejects.toThrow(/takes too much memory/);
    expect((await narrow.read('acme', { ...text, content: 'Afterwards.' })).passages).toHaveLength(1);
  });

  it('ends with a page that makes more objects than its memory holds', async () => {
    const content = bytes(Buffer.from('<p><b>x</b>'.repeat(300_000)));
    await expect(narrow.read('acme', { content, mediaType: 'text/html', fileName: null })).rejects.toThrow(
      /takes too much memory/,
    );
  });
});
