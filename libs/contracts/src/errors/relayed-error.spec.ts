import { describe, expect, it } from 'vitest';
import { relayedError } from './relayed-error.ts';

const problem = {
  type: 'about:blank',
  title: 'Too many files',
  status: 503,
  detail: 'Four files of yours are on their way.',
  instance: '/uploads',
  code: 'unavailable',
  request_id: '0190a000-0000-7000-8000-000000000000',
  retryable: true,
};

describe('an error of another service', () => {
  it('is passed on as it is', () => {
    expect(relayedError(problem, '7', 'Try again.')).toMatchObject({
      message: problem.detail,
      code: 'unavailable',
      status: 503,
      title: problem.title,
      retryable: true,
      retryAfter: 7,
    });
    expect(relayedError(problem, undefined, 'Try again.').retryAfter).toBeUndefined();
  });

  it.each([undefined, null, '<html>', { code: 1 }])('is one of being away when it says %j', (body) => {
    expect(relayedError(body, undefined, 'The file could not be handed on. Try again.')).toMatchObject({
      message: 'The file could not be handed on. Try again.',
      status: 503,
      retryAfter: 1,
    });
  });
});
