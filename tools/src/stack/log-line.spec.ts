import { describe, expect, it } from 'vitest';
import { formatLogLine } from './log-line.ts';

const plain = (_colour: unknown, text: string): string => text;
const format = (fields: object, service = 'planner-arm') =>
  formatLogLine(service, JSON.stringify(fields), plain);
const time = new Date(2026, 2, 1, 14, 5, 9).toISOString();

describe('a log line', () => {
  it('tells time, service, level, message and what else the line says', () => {
    const line = {
      level: 'warn',
      time,
      service: 'planner-arm',
      version: '1',
      environment: 'local',
      task_id: 't1',
      message: 'late',
    };
    expect(format(line)).toBe('14:05:09 planner-arm    warn  late task_id=t1');
  });

  it('reads like an access log for a request', () => {
    const line = {
      level: 'info',
      time,
      request_id: 'r',
      method: 'POST',
      route: '/plan',
      status: 200,
      duration_ms: 12.5,
      tenant_id: 'dev',
      message: 'request',
    };
    expect(format(line)).toBe('14:05:09 planner-arm    info  request POST /plan 200 12.5 ms tenant_id=dev');
  });

  it.each(['/health/ready', '/health/live', '/ready', '/capabilities'])(
    'is not shown for GET %s, unless it fails',
    (route) => {
      const line = { level: 'info', time, method: 'GET', route, status: 200, message: 'request' };
      expect(format(line)).toBeUndefined();
      expect(format({ ...line, status: 503 })).toContain('503');
    },
  );

  it('shows the message of an error, and where it came from when it is severe', () => {
    const error = {
      type: 'Error',
      message: 'no route to host',
      stack: 'Error: no route to host\n    at call (file.ts:1:1)',
    };
    expect(format({ level: 'error', time, error, message: 'the call failed' })).toBe(
      '14:05:09 planner-arm    error the call failed no route to host\n    at call (file.ts:1:1)',
    );
    expect(format({ level: 'warn', time, error, message: 'the call failed' })).not.toContain('file.ts');
  });

  it('keeps a line that is not JSON as it is', () => {
    expect(formatLogLine('judge-arm', 'Segmentation fault', plain)).toMatch(
      /^\d\d:\d\d:\d\d judge-arm +Segmentation fault$/,
    );
    expect(formatLogLine('judge-arm', '{ broken', plain)).toContain('{ broken');
  });

  it('gives a service the same colour every time', () => {
    const colours: unknown[] = [];
    const remember = (colour: unknown, text: string): string => {
      colours.push(colour);
      return text;
    };
    for (let i = 0; i < 2; i += 1) formatLogLine('judge-arm', 'x', remember);
    expect(colours[0]).toBe(colours[1]);
  });
});
