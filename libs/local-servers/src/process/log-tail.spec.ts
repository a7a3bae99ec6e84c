import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { LogTail } from './log-tail.ts';

it('passes every line on, whole, and keeps the last ones', async () => {
  const passed: string[] = [];
  const tail = new LogTail((line) => passed.push(line), 2);
  const stream = new PassThrough();
  tail.follow(stream);
  stream.write('one\ntw');
  stream.write('o\nthree');
  stream.end();
  while (passed.length < 3) await turn();
  expect(passed).toEqual(['one', 'two', 'three']);
  expect(tail.lines).toEqual(['two', 'three']);
});
