import { routes } from '@octollm/contracts';
import type { FastifyRequest } from 'fastify';
import { describe, expect, it, vi } from 'vitest';
import { validate } from './validate.ts';

const requestOf = (parts: object) => ({ params: {}, query: {}, headers: {}, ...parts }) as FastifyRequest;

describe('a request', () => {
  it('is read once, with the defaults of its route', () => {
    const read = vi.spyOn(routes.processText.body, 'safeParse');
    const { body } = validate(routes.processText, requestOf({ body: { text: 'Hello' } }));
    expect(body).toMatchObject({ text: 'Hello', checks: expect.any(Array) });
    expect(read).toHaveBeenCalledTimes(1);
    read.mockRestore();
  });

  it('has the parameters and the query of its route, and no body where that may be left out', () => {
    expect(validate(routes.listKeys, requestOf({})).query).toMatchObject({ limit: expect.any(Number) });
    const key_id = '0198c2f0-0000-7000-8000-000000000000';
    const { params, body } = validate(routes.rotateKey, requestOf({ params: { key_id } }));
    expect([params, body]).toEqual([{ key_id }, undefined]);
  });
});
