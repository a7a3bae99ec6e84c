import { ArmResponse } from '@octollm/contracts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callArm } from './fixtures/running-weather.ts';
import { bundleWeather, WeatherProcess } from './fixtures/weather-process.ts';

const password = 'pa"ss\\word-of-the-stations';
const spawned: WeatherProcess[] = [];
const spawn = async (...options: Parameters<typeof WeatherProcess.spawn>): Promise<WeatherProcess> => {
  const weather = await WeatherProcess.spawn(...options);
  spawned.push(weather);
  return weather;
};
const start = async (environment: Readonly<Record<string, string>> = {}): Promise<WeatherProcess> => {
  const weather = await spawn({ WEATHER_PASSWORD: password, ...environment });
  await expect.poll(() => weather.output, { timeout: 20_000 }).toContain('"message":"ready"');
  return weather;
};

beforeAll(bundleWeather);
afterEach(() => {
  for (const weather of spawned.splice(0)) weather.kill();
});

describe('a process with a wrong configuration', () => {
  it('ends with code 78 and one sentence for each variable, without a value', async () => {
    const weather = await spawn({
      PORT: 'S3cr3t-port',
      WEATHER_PASSWORD: ' ',
      ORCHESTRATOR_PUBLIC_KEY: '{"kty":"S3cr3t"}',
      ORCHESTRATOR_PUBLIK_KEY: 'S3cr3t-key',
      LOG_LEVEL_FILE: '/gone/S3cr3t',
    });
    expect((await weather.exit).code).toBe(78);
    expect(weather.output).toBe(
      [
        'The configuration of weather-arm is not valid.',
        '  - ORCHESTRATOR_PUBLIK_KEY is not a variable of any service. Did you mean ORCHESTRATOR_PUBLIC_KEY?',
        '  - PORT must be a whole number from 0 to 65535.',
        '  - LOG_LEVEL_FILE points at a file that cannot be read. Check that it exists and its permissions.',
        '  - ORCHESTRATOR_PUBLIC_KEY must be the public half of an Ed25519 key as a JSON Web Key.',
        '  - WEATHER_PASSWORD must be a text that is not empty.',
        '',
      ].join('\n'),
    );
  });
});

describe('a process that cannot start', () => {
  it('ends with code 1 and says why', async () => {
    const first = await start();
    const second = await spawn({ PORT: String(first.port) });
    expect((await second.exit).code).toBe(1);
    expect(second.output).toMatch(/"level":"fatal".*EADDRINUSE.*"message":"the service could not start"/);
  });
});

describe('a process that is asked to stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s finishes what is in flight and ends with code 0',
    async (signal) => {
      const weather = await start();
      const call = callArm(weather.url, { action: 'watch', input: { milliseconds: 400 } });
      const asked = performance.now();
      await expect.poll(() => fetch(`${weather.url}/health/live`).then(({ ok }) => ok)).toBe(true);
      weather.signal(signal);
      expect((await weather.exit).code).toBe(0);
      expect(performance.now() - asked).toBeLessThan(1_500);
      expect(ArmResponse.parse(await (await call).json())).toMatchObject({
        success: true,
        output: 'watched',
      });
      expect(weather.output).toContain(`"reason":"${signal}","message":"stopping"`);
    },
  );

  it('gives up what outlives the drain time, even if that takes no notice, and ends with code 1', async () => {
    const weather = await start();
    const call = callArm(weather.url, {
      action: 'watch',
      input: { milliseconds: 60_000, heeds: false },
      deadlineMs: 60_000,
    });
    call.catch(() => undefined);
    await expect.poll(() => fetch(`${weather.url}/health/live`).then(({ ok }) => ok)).toBe(true);
    const asked = performance.now();
    weather.signal('SIGTERM');
    expect((await weather.exit).code).toBe(1);
    expect(performance.now() - asked).toBeLessThan(6_000);
    await expect(call).rejects.toThrow('fetch failed');
  });

  it('by the end of its parent ends with code 0', async () => {
    const weather = await start();
    weather.disconnect();
    expect((await weather.exit).code).toBe(0);
    expect(weather.output).toContain('the parent process is gone');
  });

  it.each([[], ['--large']])(
    'by the end of its parent while it starts leaves no orphan %s',
    async (...options) => {
      const weather = await spawn({}, options);
      weather.disconnect();
      expect((await weather.exit).code).toBe(0);
    },
  );

  it('while its stores keep it from starting ends at once', async () => {
    const weather = await spawn({ LOG_LEVEL: 'debug' }, ['--slow']);
    await expect.poll(() => weather.output, { timeout: 20_000 }).toContain('Starting Nest application');
    weather.signal('SIGTERM');
    expect(await weather.exit).toMatchObject({ code: 0 });
    expect((await weather.exit).afterMs).toBeLessThan(20_000);
    expect(weather.output).toContain('stopping before the start was over');
  });
});

describe('a running process', () => {
  it('writes no secret into any line, whatever goes wrong', async () => {
    const weather = await start({ LOG_LEVEL: 'debug' });
    await fetch(`${weather.url}/station/login`);
    await fetch(`${weather.url}/station/defect`);
    await fetch(`${weather.url}/health`, {
      headers: { authorization: 'Bearer octollm_live_0123456789abcdef' },
    });
    await fetch(`${weather.url}/${encodeURIComponent(password)}?password=${encodeURIComponent(password)}`);
    await callArm(weather.url, { audience: 'other' });
    await callArm(weather.url, { input: { place: 'Pompeii' } });
    await fetch(`${weather.url}/station/explode`).catch(() => undefined);
    expect((await weather.exit).code).toBe(1);
    expect(weather.output).toContain('"message":"an error was not caught"');
    expect(weather.output).toContain('cannot log in with [redacted]');
    expect(weather.output).not.toContain(password);
    expect(weather.output).not.toContain(JSON.stringify(password).slice(1, -1));
    expect(weather.output).not.toMatch(/octollm_live_\w|eyJ[\w-]+\.|Bearer [\w.-]{8}/);
    for (const line of weather.output.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });
});
