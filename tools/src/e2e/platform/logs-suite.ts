import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Api } from '../fixtures/api.ts';
import type { TestStack } from '../fixtures/test-stack.ts';
import { platform } from './platform.ts';

const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`));

/** What every line of every service is, as docs/observability.md says. */
const Line = z
  .looseObject({
    time: z.iso.datetime(),
    level: z.enum(['debug', 'info', 'warn', 'error', 'fatal']),
    message: z.string().min(1),
    service: z.string().min(1),
    version: z.string().min(1),
    environment: z.literal('local'),
    request_id: z.string().optional(),
    trace_id: hex(32).optional(),
    span_id: hex(16).optional(),
    tenant_id: z.string().optional(),
    task_id: z.string().optional(),
    error: z.looseObject({ type: z.string(), message: z.string(), stack: z.string() }).optional(),
  })
  .refine(({ request_id, trace_id }) => (request_id === undefined) === (trace_id === undefined));
const RequestLine = z.looseObject({
  request_id: z.string(),
  method: z.string(),
  route: z.string(),
  status: z.number().int(),
  duration_ms: z.number(),
});

let stack: TestStack;

beforeAll(async () => {
  stack = await platform();
  await new Api(stack).solve('When was the Halden bridge opened?');
});

describe('the logs of the stack', () => {
  it('are of one form at all services', () => {
    const lines = stack.lines.filter(({ service }) => stack.services.has(service));
    expect(new Set(lines.map(({ service }) => service))).toEqual(new Set(stack.services.keys()));
    for (const { service, line } of lines) {
      const parsed = Line.parse(JSON.parse(line));
      expect(parsed.service).toBe(service);
      if (parsed.message === 'request') RequestLine.parse(parsed);
    }
  });

  it('do not hold the audit log', () => {
    for (const { line } of stack.lines) expect(line).not.toMatch(/"(?:entry_hash|previous_hash|prev_hash)"/);
  });
});
