import { describe, expect, it } from 'vitest';
import {
  ConflictError,
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
  PayloadTooLargeError,
  RateLimitedError,
  UnauthenticatedError,
  UnprocessableError,
  UnsupportedMediaTypeError,
} from '../errors/client-errors.ts';
import { parseRequest } from '../errors/parse.ts';
import {
  DeadlineExceededError,
  InternalError,
  OverloadedError,
  UnavailableError,
} from '../errors/server-errors.ts';
import { ChatCompletionRequest } from './chat-completion-request.ts';
import { InsufficientQuotaError, ModelNotFoundError, UnsupportedParameterError } from './errors.ts';
import { OpenAiError } from './open-ai-error.ts';
import { toOpenAiError } from './to-open-ai-error.ts';

const message = 'Do something else.';

describe('an error in the shape of OpenAI', () => {
  it.each([
    [new InvalidRequestError(message), 400, 'invalid_request_error', null],
    [new UnauthenticatedError(message), 401, 'authentication_error', 'invalid_api_key'],
    [new ForbiddenError(message), 403, 'permission_error', 'insufficient_permissions'],
    [new NotFoundError(message), 404, 'not_found_error', 'not_found'],
    [new ModelNotFoundError(message), 404, 'invalid_request_error', 'model_not_found'],
    [new ConflictError(message), 409, 'invalid_request_error', 'conflict'],
    [new PayloadTooLargeError(message), 413, 'invalid_request_error', 'payload_too_large'],
    [new UnsupportedMediaTypeError(message), 415, 'invalid_request_error', 'unsupported_media_type'],
    [new UnprocessableError(message), 422, 'invalid_request_error', 'unprocessable'],
    [new RateLimitedError(message), 429, 'rate_limit_error', 'rate_limit_exceeded'],
    [new InsufficientQuotaError(message), 429, 'insufficient_quota', 'insufficient_quota'],
    [new InternalError(message), 500, 'server_error', null],
    [new UnavailableError(message), 503, 'server_error', 'unavailable'],
    [new OverloadedError(message), 503, 'server_error', 'overloaded'],
    [new DeadlineExceededError(message), 504, 'server_error', 'deadline_exceeded'],
  ])('is what its clients know %s by', (error, status, type, code) => {
    const shaped = toOpenAiError(error);
    expect(shaped).toEqual({ error: { message, type, param: null, code } });
    expect(OpenAiError.parse(shaped)).toEqual(shaped);
    expect(error.status).toBe(status);
  });

  it('names the first field that is wrong', () => {
    const error = new UnsupportedParameterError('/tools', message);
    expect(toOpenAiError(error).error).toMatchObject({ param: 'tools', code: 'unsupported_parameter' });
    const body = { model: 'm', messages: [{ role: 'user', content: [{ type: 'text' }] }], n: 'x' };
    let thrown: unknown;
    try {
      parseRequest(ChatCompletionRequest, body);
    } catch (caught) {
      thrown = caught;
    }
    expect(toOpenAiError(thrown as InvalidRequestError).error.param).toBe('messages[0].content[0].text');
  });

  it('keeps the cause to itself', () => {
    const error = new UnavailableError(message, { cause: new Error('password=hunter2') });
    expect(JSON.stringify(toOpenAiError(error))).not.toContain('hunter2');
  });
});
