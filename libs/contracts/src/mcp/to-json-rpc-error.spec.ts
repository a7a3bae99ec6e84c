import { describe, expect, it } from 'vitest';
import { ForbiddenError, InvalidRequestError } from '../errors/client-errors.ts';
import { InternalError } from '../errors/server-errors.ts';
import { JsonRpcError } from './json-rpc.ts';
import { toJsonRpcError } from './to-json-rpc-error.ts';

const request = { instance: '/mcp', requestId: 'r1' };

describe('an error of JSON-RPC', () => {
  it.each([
    [-32_700, new InvalidRequestError('no JSON', { cause: new SyntaxError('x') })],
    [-32_600, new InvalidRequestError('a list')],
    [-32_000, new ForbiddenError('no')],
    [-32_603, new InternalError('ours')],
  ])('has the code %i for: $message', (code, error) => {
    expect(toJsonRpcError(error, request).error.code).toBe(code);
  });

  it('carries the problem as its data', () => {
    const error = JsonRpcError.parse(toJsonRpcError(new ForbiddenError('no'), request));
    expect(error).toMatchObject({
      id: null,
      error: { message: 'no', data: { status: 403, code: 'forbidden', request_id: 'r1' } },
    });
  });
});
