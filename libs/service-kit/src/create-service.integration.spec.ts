import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { ArmResponse } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { ArmActionsError, ArmModule } from './arm/index.ts';
import { callArm, RunningWeather } from './fixtures/running-weather.ts';
import { watches, weatherArm } from './fixtures/weather.ts';

describe('a service that is stopped', () => {
  it('finishes what is in flight, although the client keeps its connection', async () => {
    const weather = await RunningWeather.start();
    await weather.get('/health/live');
    const slow = weather.get('/station/slow');
    await expect.poll(async () => (await weather.metric('http_requests_in_flight')).get('')).toBe(1);
    const started = performance.now();
    await expect(weather.close()).resolves.toBe(true);
    // A connection that is kept open is waited for longer.
    expect(performance.now() - started).toBeLessThan(4_000);
    const answer = await slow;
    expect(await answer.json()).toEqual({ slept: true });
    expect(answer.headers.get('connection')).toBe('close');
    await expect(weather.get('/health/live')).rejects.toThrow('fetch failed');
    await expect(fetch(`${weather.metricsUrl}/metrics`)).rejects.toThrow('fetch failed');
  });

  it.each(['url', 'metricsUrl'] as const)(
    'does not wait for a connection without a request: %s',
    async (to) => {
      const weather = await RunningWeather.start();
      const { hostname, port } = new URL(weather[to]);
      const silent = connect(Number(port), hostname);
      await once(silent, 'connect');
      // The server takes connections in turn, so it has this one too.
      await fetch(`${weather[to]}/metrics`);
      const closed = once(silent, 'close');
      silent.resume();
      await expect(weather.close()).resolves.toBe(true);
      await closed;
    },
  );

  it('answers a request that was begun before', async () => {
    const weather = await RunningWeather.start();
    const { hostname, port } = new URL(weather.url);
    const client = connect(Number(port), hostname);
    client.write('GET /health/live HTTP/1.1\r\nhost: weather\r\n');
    await weather.get('/health/live');
    const stopped = weather.close();
    const answer = text(client);
    await sleep(300);
    client.write('\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
    await expect(stopped).resolves.toBe(true);
  });

  it('gives up what takes longer than the drain time, so that it is tried elsewhere', async () => {
    const weather = await RunningWeather.start();
    watches.length = 0;
    const call = callArm(weather.url, {
      action: 'watch',
      input: { milliseconds: 60_000 },
      deadlineMs: 60_000,
    });
    await expect.poll(() => watches).toEqual(['began']);
    await expect(weather.close()).resolves.toBe(false);
    expect(ArmResponse.parse(await (await call).json())).toMatchObject({
      error: { category: 'unavailable', retryable: true },
    });
    expect(weather.lines.some((line) => line.includes('still in flight'))).toBe(true);
  });
});

describe('a service that cannot start', () => {
  it('says that an arm does not provide the actions of the catalogue', async () => {
    class Incomplete {}
    Module({ imports: [ArmModule.register({ service: weatherArm, actions: [] })] })(Incomplete);
    await expect(RunningWeather.start(Incomplete)).rejects.toBeInstanceOf(ArmActionsError);
  });
});
