import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { location } from './location.ts';
import { nationalities } from './nationality.ts';
import { organization } from './organization.ts';

describe('places', () => {
  it.each([
    ['We fly to New Zealand from Estonia', ['New Zealand', 'Estonia']],
    ['she is based in Kirkwallby now', ['Kirkwallby']],
    ['the office in Kuala Lumpur', ['Kuala Lumpur']],
    ['a letter from norway', ['norway']],
    ['in München und København', ['München', 'København']],
  ])('are found in: %s', (text, places) => expect(found(location, text)).toEqual(places));

  it.each(['New ideas from the South', 'United we stand', 'Virginia Woolf wrote it', 'a chad of jersey'])(
    'are not seen in: %s',
    (text) => expect(found(location, text)).toEqual([]),
  );
});

describe('nationalities', () => {
  it('are found, also in small letters', () => {
    expect(found(nationalities, 'A Russian and a cambodian met')).toEqual(['Russian', 'cambodian']);
  });

  it('are not seen in words that are spelled alike', () => {
    expect(found(nationalities, 'polish the table, Christian')).toEqual([]);
  });
});

describe('organisations', () => {
  it.each([
    ['I work for Blue Heron Inc. now', ['Blue Heron Inc']],
    ['The Acme Widgets GmbH is there', ['Acme Widgets GmbH']],
    ['from Baker, Cooper and Mills today', ['Baker, Cooper and Mills']],
  ])('are found in: %s', (text, names) => expect(found(organization, text)).toEqual(names));

  it.each(['our group of companies', 'The Company', 'founders: Baker, Cooper and Mills'])(
    'are not seen in: %s',
    (text) => expect(found(organization, text)).toEqual([]),
  );
});
