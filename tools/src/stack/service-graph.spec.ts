import { services } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { calleesFirst, callersFirst } from './service-graph.ts';

const orderOf = async (walk: typeof calleesFirst): Promise<string[]> => {
  const order: string[] = [];
  await walk(services, async ({ name }) => {
    await Promise.resolve();
    order.push(name);
  });
  return order;
};

describe('the order of services', () => {
  it('starts each after those it calls', async () => {
    const order = await orderOf(calleesFirst);
    expect(order.slice(-2)).toEqual(['orchestrator', 'reflex-gateway']);
    expect(new Set(order).size).toBe(services.length);
  });

  it('stops each after those that call it', async () => {
    expect((await orderOf(callersFirst)).slice(0, 2)).toEqual(['reflex-gateway', 'orchestrator']);
  });

  it('works on services that do not depend on each other at the same time', async () => {
    let now = 0;
    let most = 0;
    await calleesFirst(services, async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise(setImmediate);
      now -= 1;
    });
    expect(most).toBe(6);
  });

  it('starts nothing that calls a service which did not start', async () => {
    const started: string[] = [];
    const start = calleesFirst(services, async ({ name }) => {
      if (name === 'judge-arm') throw new Error('no judge');
      started.push(name);
      return Promise.resolve();
    });
    await expect(start).rejects.toThrow('no judge');
    expect(started).not.toContain('orchestrator');
  });
});
