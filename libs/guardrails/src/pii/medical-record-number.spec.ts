import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { medicalRecordNumber } from './medical-record-number.ts';

describe('medical record numbers', () => {
  it.each([
    ['MRN: 00123456', '00123456'],
    ['medical record number AB123456', 'AB123456'],
    ['Patient ID 12345-678', '12345-678'],
  ])('are found in: %s', (text, value) => expect(found(medicalRecordNumber, text)).toEqual([value]));

  it.each(['order 00123456', 'MRN: 1234', 'MRN: pending', 'the patient paid 1234567'])(
    'are not seen in: %s',
    (text) => expect(found(medicalRecordNumber, text)).toEqual([]),
  );
});
