import { describe, expect, it } from 'vitest';
import { LimitHeaders } from './limit-mode.ts';

const parse = (headers: Readonly<Record<string, string>>) => LimitHeaders.safeParse(headers);

describe('the headers that choose what a limit does', () => {
  it('are to fail at once, and to wait for ten seconds, when they are left out', () => {
    expect(LimitHeaders.parse({ accept: '*/*' })).toEqual({
      'x-octollm-limit-mode': 'fail_fast',
      'x-octollm-limit-wait': 10,
    });
  });

  it.each(['1', '30'])('may wait for %s seconds', (wait) => {
    expect(parse({ 'x-octollm-limit-wait': wait }).data?.['x-octollm-limit-wait']).toBe(Number(wait));
  });

  it.each(['0', '31', '-1', '1.5', '', 'soon', '1e1'])('may not wait for "%s"', (wait) => {
    expect(parse({ 'x-octollm-limit-wait': wait }).success).toBe(false);
  });

  it('know no other mode', () => {
    expect(parse({ 'x-octollm-limit-mode': 'drop' }).success).toBe(true);
    expect(parse({ 'x-octollm-limit-mode': 'open' }).success).toBe(false);
  });
});
