import { createHmac } from 'node:crypto';
import type { Finding } from '@octollm/contracts';
import { mergeOverlaps } from '../merge.ts';
import { lettersOf } from './letters.ts';
import type { Redaction } from './redaction.ts';

/** 128 bits of the hash: two values of one deployment do not meet. */
const hashBytes = 16;
const shown = 4;

const mask: Redaction = { mode: 'mask' };

/** What stands in the place of a finding: its type in brackets. */
export const maskOf = ({ type }: Pick<Finding, 'type'>): string => `[${type}]`;

const hashOf = (key: string | Uint8Array, type: string, value: string): string =>
  lettersOf(createHmac('sha256', key).update(`${type}\0${value}`).digest().subarray(0, hashBytes));

/** Stars for all but the last four; for short values for all, because four would be half of them. */
const partOf = (value: string): string => {
  const characters = Array.from(value);
  const visible = characters.length > 2 * shown ? characters.slice(-shown) : [];
  return '*'.repeat(characters.length - visible.length) + visible.join('');
};

const replacementOf = (redaction: Redaction, { type }: Finding, value: string): string => {
  switch (redaction.mode) {
    case 'mask':
      return maskOf({ type });
    case 'hash':
      return `[${type}#${hashOf(redaction.key, type, value)}]`;
    case 'partial':
      return partOf(value);
    case 'remove':
      return '';
    case 'token':
      return `[${type}:${redaction.vault.tokenFor(type, value)}]`;
  }
};

/**
 * A text with something else in the place of findings.
 * @param findings in any order; where they overlap, one replacement covers them all
 * @param redaction what is put there; masks when it is left out
 */
export const redact = (text: string, findings: readonly Finding[], redaction: Redaction = mask): string => {
  let from = 0;
  const parts = mergeOverlaps(findings).map((finding) => {
    const value = text.slice(finding.start, finding.end);
    const part = text.slice(from, finding.start) + replacementOf(redaction, finding, value);
    from = finding.end;
    return part;
  });
  return parts.join('') + text.slice(from);
};
