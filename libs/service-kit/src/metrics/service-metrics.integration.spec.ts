import { processMetrics } from '@octollm/catalogue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningWeather } from '../fixtures/running-weather.ts';

let weather: RunningWeather;
beforeAll(async () => {
  weather = await RunningWeather.start();
});
afterAll(() => weather.close());

describe('the metrics of a running service', () => {
  it('are on the port for metrics and never on the public one', async () => {
    expect((await weather.get('/metrics')).status).toBe(404);
    const metrics = await fetch(`${weather.metricsUrl}/metrics`);
    expect(metrics.status).toBe(200);
    expect(metrics.headers.get('content-type')).toContain('text/plain');
    const text = await metrics.text();
    for (const name of [
      'http_requests_total',
      '# TYPE agent_token_usage histogram',
      'forecasts_total',
      'process_cpu_seconds_total',
    ])
      expect(text).toContain(name);
    expect((await fetch(`${weather.metricsUrl}/station/defect`)).status).toBe(404);
  });

  it('are said in OpenMetrics to who accepts it', async () => {
    const metrics = await fetch(`${weather.metricsUrl}/metrics`, {
      headers: { accept: 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5' },
    });
    expect(metrics.headers.get('content-type')).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    );
    const text = await metrics.text();
    expect(text).toContain('# TYPE http_requests counter');
    expect(text).toMatch(/^octollm_build_info\{version="[\d.]+"\} 1$/m);
    expect(text.endsWith('# EOF\n')).toBe(true);
  });

  it('name everything that the catalogue says the process has', async () => {
    const text = await (await fetch(`${weather.metricsUrl}/metrics`)).text();
    for (const { name, kind } of Object.values(processMetrics))
      expect(text).toContain(`# TYPE ${name} ${kind}`);
  });

  it('count who could not be told apart from anybody, by reason', async () => {
    const before = await weather.metric('authentication_failures_total');
    await weather.post('/forecast', '{}');
    await weather.post('/forecast', '{}', { authorization: 'Bearer nobody' });
    const more = async (reason: string): Promise<number> =>
      ((await weather.metric('authentication_failures_total')).get(`reason="${reason}"`) ?? 0) -
      (before.get(`reason="${reason}"`) ?? 0);
    await expect.poll(() => more('missing')).toBe(1);
    await expect.poll(() => more('invalid')).toBe(1);
  });

  it('count every request by its route and status, also those that failed', async () => {
    const before = await weather.metric('http_requests_total');
    const more = async (labels: string): Promise<number> =>
      ((await weather.metric('http_requests_total')).get(labels) ?? 0) - (before.get(labels) ?? 0);
    await weather.get('/health/live');
    await weather.get('/unknown/1');
    await weather.get('/unknown/2');
    await weather.get('/station/defect');
    await weather.get('/station/down');
    await weather.post('/station/reports', '{"text":"a"}');
    await weather.post('/station/reports', '{');
    await weather.post('/station/reports', 'a', { 'content-type': 'text/plain' });
    await expect.poll(() => more('method="GET",route="/health/live",status="200"')).toBe(1);
    await expect.poll(() => more('method="GET",route="unmatched",status="404"')).toBe(2);
    await expect.poll(() => more('method="GET",route="/station/defect",status="500"')).toBe(1);
    await expect.poll(() => more('method="GET",route="/station/down",status="503"')).toBe(1);
    await expect.poll(() => more('method="POST",route="/station/reports",status="201"')).toBe(1);
    await expect.poll(() => more('method="POST",route="/station/reports",status="400"')).toBe(1);
    await expect.poll(() => more('method="POST",route="/station/reports",status="415"')).toBe(1);
  });

  it('count a request whose client went away before the answer', async () => {
    const abort = new AbortController();
    const call = fetch(`${weather.url}/station/slow`, { signal: abort.signal });
    const inFlight = async (): Promise<number | undefined> =>
      (await weather.metric('http_requests_in_flight')).get('');
    await expect.poll(inFlight).toBe(1);
    abort.abort();
    await expect(call).rejects.toThrow('aborted');
    await expect
      .poll(async () =>
        (await weather.metric('http_requests_total')).get('method="GET",route="/station/slow",status="499"'),
      )
      .toBe(1);
    expect(await inFlight()).toBe(0);
  });

  it('measure how long requests took', async () => {
    await weather.get('/health/live');
    await expect
      .poll(async () => [...(await weather.metric('http_request_duration_seconds_count')).values()].length)
      .toBeGreaterThan(0);
  });
});
