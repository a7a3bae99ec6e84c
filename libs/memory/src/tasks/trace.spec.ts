import { expect, it } from 'vitest';
import { traceIdOf } from './trace.ts';

it('takes the trace id from a traceparent and nothing from other texts', () => {
  expect(traceIdOf('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01')).toBe(
    '0af7651916cd43dd8448eb211c80319c',
  );
  expect(traceIdOf('')).toBe('');
  expect(traceIdOf('00-"},"x":{"-b7ad6b7169203331-01')).toBe('');
});
