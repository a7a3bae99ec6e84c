import { createRestoreStream, type TokenVault } from '@octollm/guardrails';
import { outputGuard } from '../../guards/output-guard.ts';
import type { ChatCall } from '../chat/chat-backend.ts';
import { type FilterOf, isArguments } from './answer-texts.ts';
import { filtersInTurn } from './text-filter.ts';

/** A vault whose values stand between the quotes of a JSON string. */
const escaping = (vault: TokenVault): TokenVault => ({
  tokenFor: (type, value) => vault.tokenFor(type, value),
  valueOf: (type, token) => {
    const value = vault.valueOf(type, token);
    return value === undefined ? undefined : JSON.stringify(value).slice(1, -1);
  },
});

/** What becomes of the texts of an answer: they are screened, and then the caller's own values come back. */
export const outputFilters = ({
  tokens,
  request,
  judgement,
}: Pick<ChatCall, 'tokens' | 'request' | 'judgement'>): FilterOf => {
  const isJson = (request.response_format?.type ?? 'text') !== 'text';
  return (channel) => {
    const guard = outputGuard(judgement);
    if (tokens.isEmpty) return guard;
    const vault = isJson || isArguments(channel) ? escaping(tokens) : tokens;
    return filtersInTurn(guard, createRestoreStream(vault));
  };
};
