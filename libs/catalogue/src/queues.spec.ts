import { describe, expect, it } from 'vitest';
import { services } from './services/all.ts';

describe('the queues', () => {
  it('have a consumer for every producer, and a producer for every consumer', () => {
    const produced = new Set(services.flatMap(({ queues }) => queues.produces));
    const consumed = new Set(services.flatMap(({ queues }) => queues.consumes));
    expect(produced).toEqual(consumed);
    expect(new Set([...produced].map(({ name }) => name)).size).toBe(produced.size);
  });
});
