import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StackControl } from './control.ts';

let control: StackControl;
let restarts: string[] = [];
const told: string[] = [];

const restarting = (name: string, fails = false) => ({
  restart: async () => {
    restarts.push(name);
    if (fails) throw new Error('its last lines: sk-secret');
  },
});

beforeAll(async () => {
  control = await StackControl.start({
    services: new Map([
      ['judge-arm', restarting('judge-arm')],
      ['coder-arm', restarting('coder-arm', true)],
    ]),
    notice: (sentence) => told.push(sentence),
  });
});
beforeEach(() => {
  restarts = [];
});
afterAll(() => control.close());

const ask = (path: string, { method = 'POST', authorization = `Bearer ${control.token}` } = {}) =>
  fetch(`${control.url}${path}`, { method, headers: { authorization } });

describe('the control of a stack', () => {
  it('restarts a service, answers when it is ready, and says so in the terminal', async () => {
    const response = await ask('/services/judge-arm/restart');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ service: 'judge-arm', ready: true });
    expect(restarts).toEqual(['judge-arm']);
    expect(told).toContain('judge-arm is restarted, because the control was asked to.');
  });

  it.each(['', 'Bearer', 'Bearer wrong', `Basic ${'x'.repeat(43)}`])(
    'answers 401 to the authorization "%s", and restarts nothing',
    async (authorization) => {
      for (const service of ['judge-arm', 'no-such-arm'])
        expect((await ask(`/services/${service}/restart`, { authorization })).status).toBe(401);
      expect(restarts).toEqual([]);
    },
  );

  it.each([
    ['POST', '/services/no-such-arm/restart'],
    ['POST', '/services/judge-arm'],
    ['POST', '/services/judge-arm/restart/'],
    ['GET', '/services/judge-arm/restart'],
  ])('answers 404 as a problem to %s %s', async (method, path) => {
    const response = await ask(path, { method });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(restarts).toEqual([]);
  });

  it('answers 503 for a service that does not become ready, and repeats nothing that it wrote', async () => {
    const response = await ask('/services/coder-arm/restart');
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('sk-secret');
    expect(told).toContain('coder-arm did not become ready again.');
  });

  it('listens on this machine only', () => {
    expect(new URL(control.url).hostname).toBe('127.0.0.1');
  });
});
