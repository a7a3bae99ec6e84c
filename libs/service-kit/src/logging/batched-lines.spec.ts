import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BatchedLines } from './batched-lines.ts';

const info = '{"level":"info","n":1}\n';
const warning = '{"level":"warn","n":2}\n';

const batched = () => {
  const written: string[] = [];
  return { written, lines: new BatchedLines({ write: (text) => void written.push(text) }) };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the lines of a log', () => {
  it('are written together when they only inform', () => {
    const { written, lines } = batched();
    lines.write(info);
    lines.write(info);
    expect(written).toEqual([]);
    vi.runAllTimers();
    expect(written).toEqual([info + info]);
    lines.write(info);
    vi.runAllTimers();
    expect(written).toHaveLength(2);
  });

  it('are written at once, in their order, when one warns', () => {
    const { written, lines } = batched();
    lines.write(info);
    lines.write(warning);
    expect(written).toEqual([info + warning]);
    vi.runAllTimers();
    expect(written).toHaveLength(1);
  });

  it('do not wait when they are many, nor for the end of the process', () => {
    const { written, lines } = batched();
    for (let length = 0; length < 16_384; length += info.length) lines.write(info);
    expect(written).toHaveLength(1);
    lines.write(info);
    lines.flush();
    expect(written).toHaveLength(2);
  });
});
