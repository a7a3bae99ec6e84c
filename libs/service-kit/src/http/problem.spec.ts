import { HttpException, NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { ConflictError, InternalError } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { toOctoError } from './problem.ts';

const fastifyError = (code: string, statusCode: number): Error =>
  Object.assign(new Error('secret text'), { code, statusCode });

describe('an error on its way to a client', () => {
  it('stays as it is when it is one of ours', () => {
    const error = new ConflictError('It has ended.');
    expect(toOctoError(error)).toBe(error);
  });

  it.each([400, 401, 403, 404, 409, 413, 415, 422, 429, 503, 504])(
    'keeps the status %i of Nest',
    (status) => {
      expect(toOctoError(new HttpException('secret text', status)).status).toBe(status);
    },
  );

  it.each([
    [new NotFoundException('secret text'), 404],
    [new PayloadTooLargeException('secret text'), 413],
    [fastifyError('FST_ERR_CTP_BODY_TOO_LARGE', 413), 413],
    [fastifyError('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415), 415],
    [fastifyError('FST_ERR_BAD_URL', 400), 400],
  ])('is told apart by its status, and its text is dropped', (error, status) => {
    const mapped = toOctoError(error);
    expect(mapped.status).toBe(status);
    expect(mapped.message).not.toContain('secret text');
    expect(mapped.cause).toBe(error);
  });

  it.each([
    [405, 404],
    [406, 400],
    [414, 400],
    [418, 400],
    [501, 500],
    [599, 500],
  ])('with the status %i, which the contract does not have, becomes %i', (status, ours) => {
    expect(toOctoError(new HttpException('x', status)).status).toBe(ours);
  });

  it.each([
    [new TypeError('a defect')],
    [Object.assign(new Error('from the API of somebody else'), { statusCode: 401 })],
    [Object.assign(new Error('from a database'), { code: '23505', statusCode: 409 })],
    [{ statusCode: 404 }],
    ['a text'],
    [null],
    [undefined],
  ])('is internal when it is none of the three, whatever status it claims', (thrown) => {
    expect(toOctoError(thrown)).toBeInstanceOf(InternalError);
  });
});
