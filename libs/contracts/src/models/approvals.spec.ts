import { describe, expect, it } from 'vitest';
import { ApprovalRequest } from './approvals.ts';

const accepts = (value: unknown): boolean => ApprovalRequest.safeParse(value).success;

describe('a decision', () => {
  it.each([
    { decision: 'approve' },
    { decision: 'reject', comment: 'Too dear.' },
    { decision: 'approve', comment: 'c'.repeat(1_000) },
  ])('is taken: %j', (value) => {
    expect(accepts(value)).toBe(true);
  });

  it.each([
    {},
    { decision: 'approved' },
    { decision: true },
    { decision: 'approve', comment: ' ' },
    { decision: 'approve', comment: 'c'.repeat(1_001) },
    { decision: 'approve', comment: 7 },
    { decision: 'approve', reason: 'x' },
  ])('is refused: %j', (value) => {
    expect(accepts(value)).toBe(false);
  });
});
