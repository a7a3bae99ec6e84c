import { describe, expect, it } from 'vitest';
import { withContext } from '../context/index.ts';
import { createLogger } from './logger.ts';
import { NestLogger } from './nest-logger.ts';

const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };

const recording = (level = 'info', secrets: readonly string[] = []) => {
  const lines: string[] = [];
  const logger = createLogger(
    { service: 'app', environment: 'dev', level, secrets },
    { write: (line) => void lines.push(line) },
  );
  return { logger, lines, parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
};

describe('the logger of a service', () => {
  it('writes one JSON object a line, with what the service is', () => {
    const { logger, lines, parsed } = recording();
    logger.info({ count: 2 }, 'two\nlines');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1);
    expect(parsed()[0]).toMatchObject({
      level: 'info',
      service: 'app',
      environment: 'dev',
      version: expect.any(String),
      count: 2,
      message: 'two\nlines',
    });
    expect(new Date(String(parsed()[0]?.time)).toISOString()).toBe(parsed()[0]?.time);
  });

  it('names the request, the trace, the tenant and the task it belongs to', () => {
    const { logger, parsed } = recording();
    withContext({ requestId: 'r-1', trace, tenantId: 'acme', taskId: 't-1' }, () => logger.info('inside'));
    logger.info('outside');
    expect(parsed()[0]).toMatchObject({
      request_id: 'r-1',
      trace_id: trace.traceId,
      span_id: trace.spanId,
      tenant_id: 'acme',
      task_id: 't-1',
    });
    expect(parsed()[1]).not.toHaveProperty('request_id');
  });

  it('writes an error with its type, message and stack, and the causes of it', () => {
    const { logger, parsed } = recording();
    logger.warn({ error: new TypeError('broken', { cause: new Error('deeper') }) }, 'it broke');
    expect(parsed()[0]).toMatchObject({
      level: 'warn',
      message: 'it broke',
      error: { type: 'TypeError', stack: expect.stringContaining('deeper') },
    });
  });

  it('leaves out lines below its level', () => {
    const { logger, lines } = recording('warn');
    logger.info('quiet');
    logger.warn('loud');
    expect(lines).toHaveLength(1);
  });

  it('writes no secret, not even inside of an error that a library made', () => {
    const secret = 'p"ss\\word-1';
    const { logger, lines } = recording('info', [secret]);
    const error = Object.assign(new Error(`cannot reach db with ${secret}`), {
      options: { password: secret },
    });
    logger.error({ error, [secret]: [secret] }, secret);
    expect(lines.join('')).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(lines.join('')).toContain('[redacted]');
    expect(() => JSON.parse(lines[0] ?? '')).not.toThrow();
  });
});

describe('the messages of Nest', () => {
  it('go through the logger of the service, its chatter at debug level', () => {
    const { logger, parsed } = recording('debug');
    const nest = new NestLogger(logger);
    nest.log('mapped', 'Router');
    nest.warn('careful', 'Router');
    nest.error(new Error('broken'));
    nest.error('broken', 'the stack', 'Router');
    expect(parsed()).toMatchObject([
      { level: 'debug', message: 'mapped', context: 'Router' },
      { level: 'warn', message: 'careful' },
      { level: 'error', error: { message: 'broken' } },
      { level: 'error', message: 'broken', details: ['the stack', 'Router'] },
    ]);
  });
});
