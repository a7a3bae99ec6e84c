import { describe, expect, it } from 'vitest';
import { readOwnDocuments } from './own-documents.ts';

describe('the questions about the project’s own documents', () => {
  it('are labelled with sections that are there: a heading that was changed is changed in questions.jsonl too', async () => {
    const { documents, queries, gains } = await readOwnDocuments();
    const known = new Set(documents.map(({ id }) => id));
    const labels = [...gains.values()].flatMap((sections) => [...sections.keys()]);
    expect(labels.filter((label) => !known.has(label))).toEqual([]);
    expect(queries.filter(({ id }) => !gains.has(id))).toEqual([]);
    expect(queries.length).toBeGreaterThanOrEqual(50);
  });
});
