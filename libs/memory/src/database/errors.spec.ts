import { UnavailableError } from '@octollm/contracts';
import { QueryFailedError } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { guarded, StatementError, translated } from './errors.ts';

const driverError = (message: string, rest: object = {}): Error => Object.assign(new Error(message), rest);

describe('errors of the database', () => {
  it.each([
    ['a refused connection', driverError('connect ECONNREFUSED', { code: 'ECONNREFUSED' })],
    ['a server that shuts down', driverError('terminating connection', { code: '57P01' })],
    ['a server that starts up', driverError('the database system is starting up', { code: '57P03' })],
    ['too many connections', driverError('sorry, too many clients already', { code: '53300' })],
    ['a connection that broke', driverError('Connection terminated unexpectedly')],
    ['a statement that was not answered in time', driverError('Query read timeout')],
    ['a pool that is used up', driverError('timeout exceeded when trying to connect')],
  ])('say unavailable for %s', (_name, error) => {
    expect(translated(error)).toBeInstanceOf(UnavailableError);
    expect(translated(new QueryFailedError('SELECT 1', [], error))).toBeInstanceOf(UnavailableError);
  });

  it('carry neither the statement nor its parameters', async () => {
    const cause = driverError('duplicate key', { code: '23505', constraint: 'tasks_pkey', detail: 'secret' });
    const work = guarded(() => Promise.reject(new QueryFailedError('INSERT secret', ['secret'], cause)));
    const error: unknown = await work.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StatementError);
    expect(error).toMatchObject({ code: '23505', constraint: 'tasks_pkey', message: 'duplicate key' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('secret');
  });

  it('leave other errors as they are', () => {
    const error = new TypeError('a mistake');
    expect(translated(error)).toBe(error);
  });
});
