import { describe, expect, it } from 'vitest';
import { passagesOf } from './passages.ts';

const documentId = '018f2b6c-0000-7000-8000-000000000001';
const content = {
  text: '# Guide\n\n## Losing it\n\nNothing is lost.\n\n## Finding it\n\nSearch for it.',
  mediaType: 'text/markdown',
  metadata: { title: 'Ferrite' },
} as const;

describe('what is indexed of a document', () => {
  it('is the same when it is indexed again, with the same ids', async () => {
    const [first, second] = [await passagesOf(documentId, content), await passagesOf(documentId, content)];
    expect(second).toEqual(first);
    expect(new Set(first.chunks.map(({ id }) => id)).size).toBe(first.chunks.length);
    expect(first.points.map(({ id }) => id)).toEqual(first.chunks.map(({ id }) => id));
  });

  it('has other ids in another document', async () => {
    const other = await passagesOf('018f2b6c-0000-7000-8000-000000000002', content);
    const ids = (await passagesOf(documentId, content)).chunks.map(({ id }) => id);
    for (const { id } of other.chunks) expect(ids).not.toContain(id);
  });

  it('is found by its own words, those of its headings and of the title', async () => {
    const { chunks } = await passagesOf(documentId, content);
    expect(chunks[1]).toMatchObject({
      ordinal: 1,
      heading: 'Guide > Finding it',
      text: '## Finding it\n\nSearch for it.',
    });
    expect([...(chunks[1]?.terms.keys() ?? [])]).toEqual(
      expect.arrayContaining(['search', 'find', 'guid', 'ferrit']),
    );
  });

  it('knows no headings in a plain text', async () => {
    const { chunks } = await passagesOf(documentId, { ...content, mediaType: 'text/plain' });
    expect(chunks.map(({ heading }) => heading)).toEqual([null]);
  });

  it('lets other work in between for a long document', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await passagesOf(documentId, { ...content, text: 'One more sentence about the weir. '.repeat(10_000) });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });
});
