import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { RunningWeather } from '../fixtures/running-weather.ts';
import { station } from '../fixtures/weather.ts';

let weather: RunningWeather;
beforeAll(async () => {
  weather = await RunningWeather.start();
});
afterAll(() => weather.close());
afterEach(() => {
  station.error = undefined;
});

const bodyOf = async (path: string): Promise<unknown> => (await weather.get(path)).json();

describe('the health of a running service', () => {
  it('is live, started and ready, and shows its stores', async () => {
    for (const path of ['/health/live', '/health/startup', '/health/ready', '/ready']) {
      const response = await weather.get(path);
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ status: 'ok' });
    }
    expect(await bodyOf('/health')).toEqual({
      status: 'ok',
      dependencies: { station: { status: 'up', latency_ms: expect.any(Number) } },
    });
  });

  it('is live but not ready without a store, and tells no secret of it', async () => {
    station.error = new Error('cannot connect to postgres://app:hunter2@db');
    await expect.poll(async () => (await weather.get('/health/ready')).status, { timeout: 15_000 }).toBe(503);
    expect((await weather.get('/health/live')).status).toBe(200);
    expect((await weather.get('/ready')).status).toBe(503);
    const ready = await weather.get('/health/ready');
    const text = await ready.text();
    expect(ready.headers.get('retry-after')).toBe('1');
    expect(text).not.toMatch(/hunter2|postgres|station"|@db/);
    const overall = JSON.stringify(await bodyOf('/health'));
    expect(JSON.parse(overall)).toMatchObject({
      status: 'down',
      dependencies: { station: { status: 'down' } },
    });
    expect(overall).not.toMatch(/hunter2|connect/);
  });

  it('does not wait for a store that never answers', async () => {
    const ping = vi.spyOn(station, 'ping').mockReturnValue(new Promise(() => undefined));
    await expect.poll(async () => (await weather.get('/health/ready')).status, { timeout: 15_000 }).toBe(503);
    expect((await weather.get('/health/live')).status).toBe(200);
    ping.mockRestore();
    await expect.poll(async () => (await weather.get('/health/ready')).status, { timeout: 15_000 }).toBe(200);
  });
});
