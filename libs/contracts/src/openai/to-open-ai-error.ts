import type { OctoError } from '../errors/octo-error.ts';
import type { OpenAiError } from './open-ai-error.ts';

interface Kind {
  readonly type: string;
  readonly code: string | null;
}

/** Errors for which OpenAI has a code of its own; all others keep the platform's. */
const kinds: Readonly<Record<string, Kind>> = {
  invalid_request: { type: 'invalid_request_error', code: null },
  unauthenticated: { type: 'authentication_error', code: 'invalid_api_key' },
  forbidden: { type: 'permission_error', code: 'insufficient_permissions' },
  tenant_paused: { type: 'permission_error', code: 'tenant_paused' },
  blocked_by_policy: { type: 'invalid_request_error', code: 'content_filter' },
  model_not_found: { type: 'invalid_request_error', code: 'model_not_found' },
  rate_limited: { type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  insufficient_quota: { type: 'insufficient_quota', code: 'insufficient_quota' },
  internal: { type: 'server_error', code: null },
};

const typeOf = (status: number): string => {
  if (status >= 500) return 'server_error';
  return status === 404 ? 'not_found_error' : 'invalid_request_error';
};

/** `/messages/0/content` as OpenAI writes it: `messages[0].content`. */
const paramOf = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part, at) => (/^\d+$/.test(part) ? `[${part}]` : at === 0 ? part : `.${part}`))
    .join('');

/** The error in OpenAI's shape; its status is the error's own. `param` is the first field that is wrong. */
export const toOpenAiError = (error: OctoError): OpenAiError => {
  const { type, code } = kinds[error.code] ?? { type: typeOf(error.status), code: error.code };
  const pointer = error.errors?.[0]?.pointer ?? '';
  return { error: { message: error.message, type, param: pointer === '' ? null : paramOf(pointer), code } };
};
