import { notFoundAnswer, saysNotFound } from '@octollm/text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractiveAnswer, questionTerms } from './extractive-answer.ts';
import { corpusPassages } from './labelled/labelled-corpus.ts';
import { answerable } from './labelled/questions.ts';
import type { SourcePassage } from './source-passage.ts';
import { statisticsOf } from './statistics-of.ts';

const passage = (text: string, rest: Partial<SourcePassage> = {}): SourcePassage => ({
  chunkId: `chunk of ${text.slice(0, 20)}`,
  documentId: 'document',
  text,
  heading: null,
  title: null,
  source: null,
  score: 0.5,
  ...rest,
});

const bridge = passage(
  'The Halden bridge was opened in 1938. Its main span measures 412 metres. The bridge is closed when the wind is above 28 metres per second.',
);
const answer = (question: string, ...passages: SourcePassage[]) =>
  extractiveAnswer(question, passages, statisticsOf(passages));

describe('an extractive answer', () => {
  it('answers every part of a question with a sentence and its citation', () => {
    const {
      output,
      citations,
      answerable: found,
    } = answer('How long is the main span of the Halden bridge, and when was it opened?', bridge);
    expect(found).toBe(true);
    expect(output).toBe('The Halden bridge was opened in 1938. [1] Its main span measures 412 metres. [1]');
    expect(citations).toEqual([
      {
        index: 1,
        document_id: 'document',
        chunk_id: bridge.chunkId,
        title: null,
        source: null,
        passage: bridge.text,
        score: 0.5,
      },
    ]);
  });

  it('says which part of a question it did not find', () => {
    const { output, confidence } = answer('When was the Halden bridge opened, and who designed it?', bridge);
    expect(output).toBe(
      'The Halden bridge was opened in 1938. [1] Not found in the sources: “who designed it”.',
    );
    expect(confidence).toBeLessThanOrEqual(0.5);
  });

  it('is a refusal without citations when no passage holds it, and when there are no passages', () => {
    const refusal = {
      output: notFoundAnswer,
      answerable: false,
      confidence: 0,
      citations: [],
      artifacts: [],
    };
    expect(answer('Who won the chess olympiad of 1924 in Paris?', bridge)).toEqual(refusal);
    expect(answer('When was the Halden bridge opened?')).toEqual(refusal);
  });

  it('does not take a namesake for the subject', () => {
    const both = passage(
      'The Halden bridge was opened in 1938. The Sundal bridge has two lanes. The bridge was repainted in 2011.',
    );
    expect(answer('When was the Sundal bridge opened?', both).answerable).toBe(false);
    expect(answer('When was the Halden bridge repainted?', both).answerable).toBe(false);
    expect(answer('When was the Sundal bridge repainted?', both).output).toContain('2011');
  });

  it('reads a sentence under its heading and title', () => {
    const section = passage('Every night at 02:00, to the object store.', {
      heading: 'Runbook > Backups',
      title: 'Orders',
    });
    expect(answer('When are backups of Orders made?', section).output).toBe(
      'Every night at 02:00, to the object store. [1]',
    );
  });

  it('is a row of a table whose header says what is asked, without its verb', () => {
    const table = passage(
      '| Ship | Passengers |\n|---|---|\n| Sea Otter | 390 |\n| Grey Seal | 120 |\n\nThe Otter was sold.',
    );
    expect(answer('How many passengers does the Sea Otter carry?', table).output).toBe(
      '| Sea Otter | 390 | [1]',
    );
    expect(answer('How many cars does the Sea Otter carry?', table).answerable).toBe(false);
  });

  it('puts the sentence before one that points back to it', () => {
    const text = passage(
      'Refunds above 1,000 euros go to the Bergen office. They are approved there by a supervisor.',
    );
    expect(answer('Who approves refunds above 1,000 euros?', text).output).toBe(
      'Refunds above 1,000 euros go to the Bergen office. [1] They are approved there by a supervisor. [1]',
    );
  });

  it('numbers citations in the order they are used', () => {
    const other = passage('The Sundal bridge was opened in 1972.');
    const { output, citations } = answer(
      'When was the Sundal bridge opened, and when was the Halden bridge opened?',
      bridge,
      other,
    );
    expect(output).toBe(
      'The Sundal bridge was opened in 1972. [1] The Halden bridge was opened in 1938. [2]',
    );
    expect(citations.map(({ chunk_id }) => chunk_id)).toEqual([other.chunkId, bridge.chunkId]);
  });

  it('names the terms whose frequency it needs', () => {
    expect(questionTerms('When is the Halden bridge closed?')).toEqual(['halden', 'bridg', 'close']);
  });
});

describe('whatever is asked', () => {
  const passages = corpusPassages();
  const statistics = statisticsOf(passages);
  const vocabulary = [...new Set(passages.flatMap(({ text }) => text.split(/\s+/)))];
  const question = fc.oneof(
    fc.constantFrom(...answerable.map((entry) => entry.question)),
    fc
      .tuple(
        fc.constantFrom('When', 'Who', 'What', 'How long', 'How many', 'Which', 'Why', 'Is'),
        fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 8 }),
      )
      .map(([start, rest]) => `${start} ${rest.join(' ')}?`),
    fc.string({ unit: 'binary', minLength: 1 }),
  );

  it('everything in the answer but the fixed phrases is quoted from the passage it cites', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { output, citations, answerable: found } = extractiveAnswer(asked, passages, statistics);
        expect(found).toBe(citations.length > 0);
        let rest = output;
        for (const [whole, quote = '', number] of output.matchAll(/([^]*?)\s\[(\d+)\](?=\s|$)/g)) {
          expect(citations[Number(number) - 1]?.passage).toContain(quote.trim());
          rest = rest.slice(whole.length);
        }
        const phrases = rest.split(/(?<=”\.)\s/).filter((phrase) => phrase.trim() !== '');
        for (const phrase of phrases) expect(saysNotFound(phrase, asked)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('an answer over 200 passages takes well under a second', () => {
    const many = Array.from({ length: 200 }, (_, index) => {
      const one = passages[index % passages.length];
      return { ...(one ?? bridge), chunkId: String(index) };
    });
    const started = performance.now();
    extractiveAnswer(
      'What does Ferrite do when Valkey is lost, and which component notices?',
      many,
      statistics,
    );
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
