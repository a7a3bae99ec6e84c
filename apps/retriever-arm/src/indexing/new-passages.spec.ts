import { describe, expect, it } from 'vitest';
import { chunkOf, placePassages } from './new-passages.ts';

const documentId = '018f2b6c-0000-7000-8000-000000000001';
const passage = (text: string, heading: string | null = null) => ({ text, heading, page: null });
const idsOf = (texts: readonly string[], title: string | null = 'Ferrite', id = documentId) =>
  placePassages(
    id,
    title,
    texts.map((text) => passage(text)),
  ).map((placed) => placed.id);

describe('the passages of a document', () => {
  it('keep their ids as long as what is indexed of them stays as it is', () => {
    const before = idsOf(['One.', 'Two.', 'Three.']);
    const after = idsOf(['Zero.', 'Two.', 'Three.', 'One.']);
    expect(after).toEqual([after[0], before[1], before[2], before[0]]);
    expect(before).not.toContain(after[0]);
  });

  it('have other ids under another title, under other headings and in another document', () => {
    const [id] = idsOf(['One.']);
    expect(idsOf(['One.'], 'Other')).not.toContain(id);
    expect(idsOf(['One.'], 'Ferrite', '018f2b6c-0000-7000-8000-000000000002')).not.toContain(id);
    expect(placePassages(documentId, 'Ferrite', [passage('One.', 'Guide')])[0]?.id).not.toBe(id);
  });

  it('are left out when they only say again what was said under the same headings', () => {
    const passages = [
      passage('Call 555-0100 now!', 'Contact'),
      passage('CALL 555-0100, now.', 'Contact'),
      passage('Call 555-0100 now!', 'Emergencies'),
      passage('Call 555-0101 now!', 'Contact'),
      passage('***'),
      passage('+++'),
    ];
    const placed = placePassages(documentId, null, passages);
    expect(placed.map(({ ordinal, text, heading }) => [ordinal, heading, text])).toEqual([
      [0, 'Contact', 'Call 555-0100 now!'],
      [1, 'Emergencies', 'Call 555-0100 now!'],
      [2, 'Contact', 'Call 555-0101 now!'],
      [3, null, '***'],
      [4, null, '+++'],
    ]);
    expect(new Set(placed.map(({ id }) => id)).size).toBe(5);
  });

  it('are found by their own words, those of their headings and of the title', () => {
    const [placed] = placePassages(documentId, 'Ferrite', [passage('Search for it.', 'Guide > Finding it')]);
    if (placed === undefined) throw new Error('no passage');
    const chunk = chunkOf(placed);
    expect([...chunk.terms.keys()]).toEqual(expect.arrayContaining(['search', 'find', 'guid', 'ferrit']));
    expect(chunk.id).toBe(placed.id);
    expect(chunk).not.toHaveProperty('searchable');
  });
});
