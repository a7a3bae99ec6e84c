import { describe, expect, it } from 'vitest';
import { found } from '../found.fixture.ts';
import { address } from './address.ts';

describe('postal addresses', () => {
  it.each([
    ['ship it to 12 Main Street, Springfield, IL 62704 today', '12 Main Street, Springfield, IL 62704'],
    ['We are at 221b Baker Street, London.', '221b Baker Street, London'],
    ['Besuch uns: Hauptstraße 5, 10115 Berlin', 'Hauptstraße 5, 10115 Berlin'],
    ['Storgata 12, 0184 Oslo', 'Storgata 12, 0184 Oslo'],
    ['habite 10 rue de la Paix, 75002 Paris', '10 rue de la Paix, 75002 Paris'],
    ['Via Garibaldi 7', 'Via Garibaldi 7'],
    ['ul. Mickiewicza 14', 'ul. Mickiewicza 14'],
    ['Calle Alcalá 20', 'Calle Alcalá 20'],
    ['Send it to P.O. Box 1234', 'P.O. Box 1234'],
    ['Unit 1234 Box 5678\nAPO AE 09001', 'Unit 1234 Box 5678\nAPO AE 09001'],
    ['PSC 1234, Box 5678\nFPO AP 96601', 'PSC 1234, Box 5678\nFPO AP 96601'],
    ['Suite 501', 'Suite 501'],
    ['meet at the corner of Elm and Third', 'the corner of Elm and Third'],
    ['She lives at Kaldnes 14.', 'Kaldnes 14'],
    ['500 Oak Avenue Apt. 4\nPortland\nCanada 97205', '500 Oak Avenue Apt. 4\nPortland\nCanada 97205'],
  ])('are found in: %j', (text, value) => expect(found(address, text)).toEqual([value]));

  it.each([
    'Wall Street fell by 5 percent',
    'On 3 May 2024 we met',
    'chapter 5 Methods',
    'the road to 2030',
    'It costs 42 kroner',
    'Windows 11 and Python 3',
    'version 2 Drive tests',
    'at 10:15 King Harald spoke',
  ])('are not seen in: %s', (text) => expect(found(address, text)).toEqual([]));
});
