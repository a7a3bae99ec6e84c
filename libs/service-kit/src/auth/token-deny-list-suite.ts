import { newId } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import type { TokenDenyList } from './token-deny-list.ts';

/** The same list as two processes have it. */
export type DenyListPair = () => readonly [TokenDenyList, TokenDenyList];

const inAMinute = (): Date => new Date(Date.now() + 60_000);

/** What holds for every deny-list. */
export const describeTokenDenyList = (where: string, open: DenyListPair): void => {
  describe(`a deny-list ${where}`, () => {
    const heard = async (list: TokenDenyList, tokenIds: readonly string[]): Promise<void> => {
      const missing = () => tokenIds.filter((id) => !list.isDenied(id));
      await expect.poll(missing, { timeout: 20_000, interval: 20 }).toEqual([]);
    };

    it('refuses what was denied, at once where that was said and soon elsewhere, and nothing else', async () => {
      const [one, two] = open();
      const [denied, other] = [newId(), newId()];
      const said = one.deny(denied, inAMinute());
      expect(one.isDenied(denied)).toBe(true);
      await said;
      await heard(two, [denied]);
      for (const list of [one, two]) expect(list.isDenied(other)).toBe(false);
    });

    it('takes the same token twice, and many at once', async () => {
      const [one, two] = open();
      const ids = Array.from({ length: 2_500 }, newId);
      const [first = ''] = ids;
      await Promise.all([...ids, first].map((id) => one.deny(id, inAMinute())));
      await heard(two, ids);
      expect(two.isDenied(newId())).toBe(false);
    });

    it('keeps nothing of a token that has long expired', async () => {
      const [one] = open();
      const id = newId();
      await one.deny(id, new Date(Date.now() - 300_000));
      expect(one.isDenied(id)).toBe(false);
    });
  });
};
