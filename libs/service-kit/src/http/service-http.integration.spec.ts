import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningWeather } from '../fixtures/running-weather.ts';

let weather: RunningWeather;
beforeAll(async () => {
  weather = await RunningWeather.start();
});
afterAll(() => weather.close());

const problemOf = async (response: Response): Promise<Problem> => {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = Problem.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.request_id).toBe(response.headers.get('x-request-id'));
  return problem;
};

describe('an error of a service', () => {
  it.each<[number, string, () => Promise<Response>]>([
    [404, 'not_found', () => weather.get('/nowhere')],
    [404, 'not_found', () => weather.get('/station/reports')],
    [400, 'invalid_request', () => weather.get('/%zz')],
    [400, 'invalid_request', () => weather.get('/station/wrong')],
    [400, 'invalid_request', () => weather.post('/station/reports', '{"text": ')],
    [400, 'invalid_request', () => weather.post('/station/reports', '{"text": "far too long"}')],
    [400, 'invalid_request', () => weather.post('/station/reports', '')],
    [400, 'invalid_request', () => weather.post('/station/reports', '['.repeat(65) + ']'.repeat(65))],
    [
      415,
      'unsupported_media_type',
      () => weather.post('/station/reports', 'a=1', { 'content-type': 'text/plain' }),
    ],
    [413, 'payload_too_large', () => weather.post('/station/reports', `"${'a'.repeat(8 * 1_048_576)}"`)],
    [500, 'internal', () => weather.get('/station/defect')],
    [500, 'internal', () => weather.get('/station/foreign')],
    [503, 'unavailable', () => weather.get('/station/down')],
  ])('is a problem with status %i and code %s', async (status, code, call) => {
    const response = await call();
    expect(response.status).toBe(status);
    expect((await problemOf(response)).code).toBe(code);
  });

  it('names the path without its query, and points at each field that is wrong', async () => {
    const problem = await problemOf(
      await weather.post('/station/reports?key=secret', '{"nested": {"count": "x"}}'),
    );
    expect(problem.instance).toBe('/station/reports');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/text', '/nested/count']);
  });

  it('shows nothing of what went wrong inside, and the log shows it without secrets', async () => {
    const response = await weather.get('/station/defect', { 'x-request-id': 'find-me' });
    expect(JSON.stringify(await problemOf(response))).not.toMatch(/SELECT|stack|octollm_live|weather\.ts/);
    const line = weather.lines.find((one) => one.includes('a request failed') && one.includes('find-me'));
    expect(line).toContain('SELECT secret FROM keys');
    expect(line).not.toContain('octollm_live_abcdefghijkl');
  });

  it('says when to come back although the code that threw it did not', async () => {
    const response = await weather.get('/station/down');
    expect(response.headers.get('retry-after')).toBe('1');
  });
});

describe('the id of a request', () => {
  it.each(['abc', 'A-1_b.c:d', 'x'.repeat(128)])('is echoed when it came as %s', async (id) => {
    const response = await weather.get('/health/live', { 'x-request-id': id });
    expect(response.headers.get('x-request-id')).toBe(id);
  });

  it.each(['', 'a b', 'x'.repeat(129), '<script>', '"quoted"'])('is made when it came as %j', async (id) => {
    const response = await weather.get('/health/live', { 'x-request-id': id });
    expect(response.headers.get('x-request-id')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    );
  });

  it('is known while the request is handled, also when its body comes late and in pieces', async () => {
    const { hostname, port } = new URL(weather.url);
    const answer = new Promise<string>((resolve, reject) => {
      const call = request(
        {
          hostname,
          port,
          path: '/station/reports',
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-request-id': 'slow-body', 'content-length': 12 },
        },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => resolve(text));
        },
      );
      call.on('error', reject);
      call.flushHeaders();
      void sleep(20)
        .then(() => call.write('{"text"'))
        .then(() => sleep(20))
        .then(() => call.end(':"a"}'));
    });
    expect(JSON.parse(await answer)).toEqual({ text: 'a', requestId: 'slow-body' });
  });
});

describe('the trace of a request', () => {
  it('goes on in the trace it came with, or begins one', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const inside = await weather.get('/health/live', { traceparent: `00-${trace}-b7ad6b7169203331-01` });
    expect(inside.headers.get('traceparent')).toMatch(
      new RegExp(`^00-${trace}-(?!b7ad6b7169203331)[0-9a-f]{16}-01$`),
    );
    const alone = await weather.get('/health/live', { traceparent: 'nonsense' });
    expect(alone.headers.get('traceparent')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});

describe('the body of a request', () => {
  it('may be as long as its route says', async () => {
    const long = await weather.post('/station/large', JSON.stringify({ text: 'a'.repeat(9 * 1_048_576) }));
    expect(long.status).toBe(201);
    expect(await long.json()).toEqual({ length: 9 * 1_048_576 });
  });
});
