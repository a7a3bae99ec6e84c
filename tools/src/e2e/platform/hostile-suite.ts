import { setTimeout as sleep } from 'node:timers/promises';
import type { Task } from '@octollm/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { Api } from '../fixtures/api.ts';
import { naughtyStrings } from '../fixtures/naughty-strings.ts';
import { RawConnection } from '../fixtures/raw-connection.ts';
import type { TestStack } from '../fixtures/test-stack.ts';
import { platform } from './platform.ts';

let stack: TestStack;
let api: Api;

beforeAll(async () => {
  stack = await platform();
  api = new Api(stack);
});

const isAlive = async (): Promise<boolean> =>
  (await api.request('GET', '/health/live', { key: null })).status === 200;

/** A figure of the gateway's metrics, added up over its labels. */
const metric = async (pattern: RegExp): Promise<number> => {
  const text = await (await fetch(stack.services.get('reflex-gateway')?.metricsUrl ?? '')).text();
  return text
    .split('\n')
    .filter((line) => pattern.test(line))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
};

const head = (...lines: readonly string[]): string =>
  [
    'POST /api/v1/tasks HTTP/1.1',
    'Host: octollm',
    `Authorization: Bearer ${stack.keys.default}`,
    ...lines,
    '',
    '',
  ].join('\r\n');

/** Asks again where a limit makes it wait. */
const waitOut = async <Answer extends { status: number; headers: Headers }>(
  ask: () => Promise<Answer>,
): Promise<Answer> => {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 429) return answer;
    await sleep(Number(answer.headers.get('retry-after')) * 1_000);
  }
};

describe('the gateway under hostile input', () => {
  it('answers naughty texts in every field with a clear status, none of them 5xx', async () => {
    for (const text of naughtyStrings) {
      const bodies: readonly [string, object][] = [
        [
          '/api/v1/tasks',
          { goal: text, context: { [text.slice(0, 50)]: text }, metadata: { note: text.slice(0, 200) } },
        ],
        ['/api/v1/search', { query: text.slice(0, 500) }],
        ['/process', { text }],
      ];
      for (const [path, body] of bodies) {
        const { status } = await waitOut(() => api.request('POST', path, { body }));
        expect([200, 202, 400, 422]).toContain(status);
      }
    }
    expect(await isAlive()).toBe(true);
  });

  it('takes naughty texts in paths, queries and headers for what they are', async () => {
    for (const text of naughtyStrings.filter((one) => !one.includes('\ud800'))) {
      const id = encodeURIComponent(text.slice(0, 300));
      const answers = [
        await waitOut(() => api.request('GET', `/api/v1/tasks/${id}`)),
        await waitOut(() => api.request('GET', `/api/v1/tasks?cursor=${id}&status=${id}`)),
        await waitOut(() =>
          api.request('GET', '/api/v1/tasks', {
            headers: { 'x-request-id': id.slice(0, 500), traceparent: id.slice(0, 500) },
          }),
        ),
      ];
      for (const { status } of answers) expect([200, 400, 404]).toContain(status);
    }
  });

  it.each([
    ['/api/v1/tasks/../../../etc/passwd'],
    ['/api/v1/tasks/..%2f..%2f..%2fetc%2fpasswd'],
    ['/api/v1/tasks/%2e%2e/%2e%2e/debug/config'],
    ['//debug/config'],
    ['/api/v1/tasks/%00'],
    ['/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd'],
    ['/api/v1/documents/....//....//etc/passwd'],
    ['/api/v1/tasks/%ff%fe'],
  ])('does not leave its routes by a path: %s', async (path) => {
    const connection = await RawConnection.open(stack.gateway);
    connection.write(
      `GET ${path} HTTP/1.1\r\nHost: octollm\r\nAuthorization: Bearer ${stack.keys.default}\r\nConnection: close\r\n\r\n`,
    );
    await connection.untilClosed();
    expect(connection.statuses).toHaveLength(1);
    expect([400, 403, 404]).toContain(connection.statuses[0]);
    expect(connection.received).not.toContain('root:');
  });

  it.each([
    ['a body that is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['a key that comes twice', Buffer.from('{"goal": "harmless", "goal": "other"}')],
    [
      'a key that changes the prototype',
      Buffer.from('{"goal": "x", "constructor": {"prototype": {"admin": true}}}'),
    ],
    ['a body that is nothing but brackets', Buffer.from('['.repeat(500_000))],
    [
      'a body of sixty thousand keys',
      Buffer.from(JSON.stringify(Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`k${n}`, 1])))),
    ],
    ['a number that no double holds', Buffer.from('{"goal": "x", "budget": {"max_tokens": 1e999}}')],
  ])('refuses %s with 400', async (_, body) => {
    const response = await fetch(`${stack.gateway}/api/v1/tasks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stack.keys.default}`, 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each([
    [
      'a length and chunks',
      ['Content-Type: application/json', 'Content-Length: 6', 'Transfer-Encoding: chunked'],
      '0\r\n\r\nGET /debug/config HTTP/1.1\r\n\r\n',
    ],
    [
      'two lengths',
      ['Content-Type: application/json', 'Content-Length: 2', 'Content-Length: 40'],
      '{}GET /debug/config HTTP/1.1\r\n\r\n',
    ],
    [
      'a transfer coding in disguise',
      ['Content-Type: application/json', 'Transfer-Encoding: xchunked'],
      '0\r\n\r\n',
    ],
    [
      'a space before the colon',
      ['Content-Type: application/json', 'Transfer-Encoding : chunked'],
      '0\r\n\r\n',
    ],
    [
      'a chunk size that is none',
      ['Content-Type: application/json', 'Transfer-Encoding: chunked'],
      'zz\r\n{}\r\n0\r\n\r\n',
    ],
    [
      'a folded header',
      ['Content-Type: application/json', 'X-A: b', ' Transfer-Encoding: chunked'],
      '0\r\n\r\n',
    ],
    [
      'a bare line feed in the head',
      ['Content-Type: application/json\nTransfer-Encoding: chunked'],
      '0\r\n\r\n',
    ],
  ])('does not let a second request be smuggled behind %s', async (_, headers, body) => {
    const connection = await RawConnection.open(stack.gateway);
    connection.write(head(...headers) + body);
    await connection.untilClosed();
    expect(connection.statuses).toHaveLength(1);
    expect(connection.statuses[0]).toBe(400);
  });

  it('refuses heads that are too large, in one header or in thousands', async () => {
    for (const bomb of [
      [`X-Bomb: ${'a'.repeat(64_000)}`],
      Array.from({ length: 5_000 }, (_, n) => `X-${n}: a`),
    ]) {
      const connection = await RawConnection.open(stack.gateway);
      connection.write(head(...bomb));
      await connection.untilClosed();
      expect(connection.statuses).toEqual([431]);
      expect(connection.received).toContain('application/problem+json');
    }
  });

  it('serves others while slow clients send a byte at a time, and lets those go', async () => {
    const slow = await Promise.all(Array.from({ length: 200 }, () => RawConnection.open(stack.gateway)));
    for (const connection of slow) connection.write('POST /api/v1/tasks HTTP/1.1\r\nHost: octollm\r\n');
    const drip = setInterval(() => {
      for (const connection of slow) connection.write('x');
    }, 1_000);
    expect((await waitOut(() => api.request('GET', '/api/v1/tasks'))).status).toBe(200);
    await Promise.all(slow.map((connection) => connection.untilClosed()));
    clearInterval(drip);
    expect(slow.map(({ statuses }) => statuses[0] ?? 408)).toEqual(slow.map(() => 408));
  });

  it('keeps nothing in memory for readers of events that stall, and serves others meanwhile', async () => {
    const { body: task } = await waitOut(() =>
      api.request<Task>('POST', '/api/v1/tasks', { body: { goal: 'What is stalled here?' } }),
    );
    await api.waitForEnd(task.id);
    const before = await metric(/^process_resident_memory_bytes/);
    const stalled = await Promise.all(Array.from({ length: 40 }, () => RawConnection.open(stack.gateway)));
    for (const connection of stalled) {
      connection.stall();
      connection.write(
        `GET /api/v1/tasks/${task.id}/events HTTP/1.1\r\nHost: octollm\r\nAuthorization: Bearer ${stack.keys.default}\r\n\r\n`.repeat(
          20,
        ),
      );
    }
    expect((await waitOut(() => api.request('GET', '/api/v1/tasks'))).status).toBe(200);
    const grown = (await metric(/^process_resident_memory_bytes/)) - before;
    for (const connection of stalled) connection.close();
    expect(grown).toBeLessThan(200_000_000);
  });

  it('has answered nothing of all this with 5xx, and logged no key', async () => {
    expect(await metric(/^http_requests_total\{.*status="5/)).toBe(0);
    const secrets = Object.values(stack.keys);
    for (const { line } of stack.lines) for (const secret of secrets) expect(line).not.toContain(secret);
    expect(await isAlive()).toBe(true);
  });
});
