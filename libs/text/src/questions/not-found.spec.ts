import { describe, expect, it } from 'vitest';
import { notFoundAnswer, notFoundPart, saysNotFound } from './not-found.ts';

const question = 'When was the Halden bridge opened, and who designed it?';

describe('saying that something is not in the sources', () => {
  it('is known again', () => {
    expect(saysNotFound(notFoundAnswer, question)).toBe(true);
    expect(saysNotFound(notFoundPart('who designed it?'), question)).toBe(true);
  });

  it('is no cover for anything else', () => {
    expect(saysNotFound(`${notFoundAnswer} It was Othmar Ammann.`, question)).toBe(false);
    expect(saysNotFound(notFoundPart('that Othmar Ammann designed it'), question)).toBe(false);
    expect(saysNotFound('Not found in the sources: “who designed it”. It was Ammann.', question)).toBe(false);
  });
});
