import type { LookupAddress, LookupOptions } from 'node:dns';
import { ArmFailure } from '@octollm/service-kit';
import { describe, expect, it } from 'vitest';
import { publicLookup } from './public-lookup.ts';

const v4 = (address: string): LookupAddress => ({ address, family: 4 });

/** A lookup whose resolver gives one answer after the other, and how often it was asked. */
const lookupOf = (...answers: readonly (readonly LookupAddress[])[]) => {
  let asked = 0;
  const lookup = publicLookup((_hostname, done) => {
    asked += 1;
    done(null, answers[asked - 1] ?? []);
  });
  const ask = async (options: LookupOptions) =>
    new Promise<unknown>((resolve) => {
      lookup('name.example', options, (error, address, family) => resolve(error ?? [address, family]));
    });
  return { ask, asked: () => asked };
};

describe('the lookup of a name', () => {
  it('hands the socket exactly the addresses that were checked, resolved once', async () => {
    const addresses = [v4('8.8.8.8'), { address: '2606:4700:4700::1111', family: 6 }];
    const { ask, asked } = lookupOf(addresses, addresses);
    expect(await ask({ all: true })).toEqual([addresses, undefined]);
    expect(asked()).toBe(1);
    expect(await ask({})).toEqual(['8.8.8.8', 4]);
    expect(asked()).toBe(2);
  });

  it('refuses a name that was public a moment ago and is private now', async () => {
    const { ask } = lookupOf([v4('8.8.8.8')], [v4('127.0.0.1')]);
    expect(await ask({})).toEqual(['8.8.8.8', 4]);
    expect(await ask({})).toBeInstanceOf(ArmFailure);
  });

  it.each([
    ['one is private', [v4('8.8.8.8'), v4('10.0.0.1')]],
    ['one is private inside IPv6', [v4('8.8.8.8'), { address: '::ffff:10.0.0.1', family: 6 }]],
    ['there is none', []],
  ])('refuses addresses of which %s', async (_what, addresses) => {
    expect(await lookupOf(addresses).ask({ all: true })).toBeInstanceOf(ArmFailure);
  });

  it('passes on that a name does not resolve', async () => {
    const failure = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    const lookup = publicLookup((_hostname, done) => done(failure, []));
    const error = await new Promise((resolve) => {
      lookup('name.example', {}, (reason) => resolve(reason));
    });
    expect(error).toBe(failure);
  });
});
