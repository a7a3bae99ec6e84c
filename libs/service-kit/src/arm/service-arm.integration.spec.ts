import { armMetrics } from '@octollm/catalogue';
import { ArmCapability, ArmResponse, newId, Problem } from '@octollm/contracts';
import { type Histogram, register } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readEvents } from '../clients/index.ts';
import { callArm, RunningWeather } from '../fixtures/running-weather.ts';
import { watches } from '../fixtures/weather.ts';

let weather: RunningWeather;
beforeAll(async () => {
  weather = await RunningWeather.start();
});
afterAll(() => weather.close());
beforeEach(() => {
  watches.length = 0;
});

describe('an arm', () => {
  it('carries out an action for the bearer of a capability token', async () => {
    const response = await callArm(weather.url, { headers: { 'x-request-id': 'r-1' } });
    expect(response.status).toBe(200);
    expect(ArmResponse.parse(await response.json())).toMatchObject({
      success: true,
      output: { weather: 'sunny in Bergen', requestId: 'r-1' },
      usage: { prompt_tokens: 20, completion_tokens: 5 },
      provenance: { arm: 'weather-arm' },
    });
  });

  it('names the tenant and the task in the log', async () => {
    const taskId = newId();
    await callArm(weather.url, { claims: { task_id: taskId }, headers: { 'x-request-id': 'refused' } });
    await callArm(weather.url, { headers: { 'x-request-id': 'taken' } });
    await expect
      .poll(
        () =>
          weather.lines.find((line) => line.includes('"request_id":"taken"') && line.includes('"request"')),
        { timeout: 30_000 },
      )
      .toContain('"tenant_id":"acme"');
  });

  it('says what it can do', async () => {
    const capability = ArmCapability.parse(await (await weather.get('/capabilities')).json());
    expect(capability).toMatchObject({ arm_id: 'weather-arm', capabilities: ['forecast', 'watch'] });
  });

  it.each<[string, Parameters<typeof callArm>[1]]>([
    ['no token', { headers: { authorization: '' } }],
    ['a token for another arm', { audience: 'planner-arm' }],
    ['a token without a task', { claims: { task_id: undefined } }],
    ['a token that is none', { headers: { authorization: 'Bearer x.y.z' } }],
  ])('answers 401 to %s', async (_what, options) => {
    const response = await callArm(weather.url, options);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(Problem.parse(await response.json()).code).toBe('unauthenticated');
  });

  it.each<[string, Parameters<typeof callArm>[1]]>([
    ['another action', { claims: { actions: ['watch'] } }],
    ['another task', { claims: { task_id: newId() } }],
    ['another step', { claims: { step_id: 'other' } }],
  ])('answers 403 to a token for %s', async (_what, options) => {
    expect((await callArm(weather.url, options)).status).toBe(403);
  });

  it('asks for a token before it looks at the body', async () => {
    expect((await weather.post('/forecast', '{"anything": 1}')).status).toBe(401);
  });

  it('answers 404 where it has no action and 400 to an action at the path of another', async () => {
    expect((await callArm(weather.url, { path: '/dream' })).status).toBe(404);
    expect((await callArm(weather.url, { path: '/watch' })).status).toBe(400);
  });

  it('answers 200 with the failure and its usage when the action fails', async () => {
    const refused = await callArm(weather.url, { input: { place: 'Atlantis' } });
    expect(refused.status).toBe(200);
    expect(ArmResponse.parse(await refused.json())).toMatchObject({
      success: false,
      error: { code: 'no_such_place', category: 'invalid_input' },
      usage: { llm_calls: 1, prompt_tokens: 7 },
    });
    const broken = await (await callArm(weather.url, { input: { place: 'Pompeii' } })).text();
    expect(broken).not.toMatch(/hunter2|secret/);
    expect(ArmResponse.parse(JSON.parse(broken))).toMatchObject({ error: { category: 'internal' } });
    expect(weather.lines.some((line) => line.includes('an action failed'))).toBe(true);
  });

  it('gives up an action at its deadline', async () => {
    const response = await callArm(weather.url, {
      action: 'watch',
      input: { milliseconds: 5_000 },
      deadlineMs: 30,
    });
    expect(ArmResponse.parse(await response.json())).toMatchObject({ error: { category: 'timeout' } });
    expect(watches).toEqual(['began', 'aborted']);
  });

  it('takes a deadline of any distance', async () => {
    const response = await callArm(weather.url, {
      action: 'watch',
      input: { milliseconds: 20 },
      deadlineMs: 100 * 365 * 86_400_000,
    });
    expect(ArmResponse.parse(await response.json())).toMatchObject({ success: true });
  });

  it('gives up an action when its caller goes away', async () => {
    const caller = new AbortController();
    const call = callArm(weather.url, {
      action: 'watch',
      input: { milliseconds: 5_000 },
      signal: caller.signal,
    });
    call.catch(() => undefined);
    await expect.poll(() => watches, { timeout: 30_000 }).toEqual(['began']);
    caller.abort();
    await expect.poll(() => watches, { timeout: 30_000 }).toEqual(['began', 'aborted']);
    await expect
      .poll(async () => [...(await weather.metric('agent_errors_total'))], { timeout: 30_000 })
      .toContainEqual(['arm="weather-arm",action="watch",category="cancelled"', 1]);
  });

  it('counts its actions, what they used and why they failed', async () => {
    await callArm(weather.url);
    await callArm(weather.url, { input: { place: 'Atlantis' } });
    const durations = await weather.metric('agent_execution_duration_seconds_count');
    expect(durations.get('arm="weather-arm",action="forecast",outcome="succeeded"')).toBeGreaterThan(0);
    expect(durations.get('arm="weather-arm",action="forecast",outcome="failed"')).toBeGreaterThan(0);
    const tokens = await weather.metric('agent_token_usage_sum');
    expect(tokens.get('arm="weather-arm",kind="prompt"')).toBeGreaterThanOrEqual(27);
    const errors = await weather.metric('agent_errors_total');
    expect(errors.get('arm="weather-arm",action="forecast",category="invalid_input"')).toBeGreaterThan(0);
  });
});

describe('an arm that is asked for events', () => {
  const headers = { accept: 'text/event-stream' };
  const watch = (input: object, signal?: AbortSignal): Promise<Response> =>
    callArm(weather.url, {
      action: 'watch',
      input,
      headers,
      deadlineMs: 60_000,
      ...(signal === undefined ? {} : { signal }),
    });
  const eventsOf = (response: Response) => {
    if (response.body === null) throw new TypeError('There is no body.');
    return readEvents(response.body);
  };

  it('tells what the action tells while it goes on, and the result last', async () => {
    const left = new AbortController();
    const held = eventsOf(await watch({ milliseconds: 60_000, tells: ['It ', 'rains.'] }, left.signal));
    expect((await held.next()).value).toEqual({
      event: 'token',
      data: '{"type":"token","at":0,"text":"It "}',
    });
    expect(watches).not.toContain('ended');
    left.abort();
    await expect.poll(() => watches, { timeout: 30_000 }).toContain('aborted');

    const response = await watch({ milliseconds: 0, tells: ['It ', 'rains.'] });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const events: { event: string; data: string }[] = [];
    for await (const event of eventsOf(response)) events.push(event);
    expect(events.map(({ event }) => event)).toEqual(['token', 'token', 'result']);
    expect(ArmResponse.parse(JSON.parse(events.at(-1)?.data ?? ''))).toMatchObject({ output: 'watched' });
  });

  it('is as slow as its reader, and stops when that one leaves', async () => {
    const left = new AbortController();
    // What lies in the buffers of a connection is less than this.
    const times = 1_000;
    const { status } = await watch({ milliseconds: 0, tells: ['x'.repeat(100_000)], times }, left.signal);
    expect(status).toBe(200);
    left.abort();
    await expect.poll(() => watches, { timeout: 30_000 }).toContain('aborted');
    expect(watches.filter((what) => what === 'told').length).toBeLessThan(times);
  });

  it.each([
    ['at once', () => callArm(weather.url, { headers })],
    ['after a while', () => watch({ milliseconds: 20, tells: ['It '] })],
  ])('cuts its answer off, and goes on, when it fails after an action that ends %s', async (_when, act) => {
    const duration = register.getSingleMetric(armMetrics.duration.name) as Histogram;
    const observed = vi.spyOn(duration, 'observe').mockImplementationOnce(() => {
      throw new Error('It cannot be measured.');
    });
    onTestFinished(() => observed.mockRestore());
    const response = await act();
    // Whether its head has gone out by then decides what the reader gets: a cut connection, or a problem.
    expect(await response.text().catch(String)).toMatch(/terminated|:problem:internal/);
    expect(weather.lines.some((line) => line.includes('It cannot be measured.'))).toBe(true);
    expect(await (await watch({ milliseconds: 0 })).text()).toContain('event: result');
  });

  it('answers with a status what it does not carry out, and tells a failure as the result', async () => {
    expect((await callArm(weather.url, { headers: { ...headers, authorization: '' } })).status).toBe(401);
    const failed = await callArm(weather.url, { input: { place: 'Atlantis' }, headers });
    const { value } = await eventsOf(failed).next();
    expect(value).toMatchObject({ event: 'result', data: expect.stringContaining('"code":"no_such_place"') });
  });
});
