import type { ArmCall } from '@octollm/service-kit';
import type { Follow } from './question.ts';

/** Tells a text while a model writes it, without white space around it: as `trim` leaves it when it is whole. */
export const followTrimmed = (tell: NonNullable<ArmCall['tell']>): Follow => {
  let written = '';
  let told = 0;
  return async (piece, at) => {
    if (at === 0) {
      written = '';
      told = 0;
    }
    written += piece;
    const text = written.trim();
    if (text.length === told) return;
    const from = told;
    told = text.length;
    await tell({ type: 'token', at: from, text: text.slice(from) });
  };
};
