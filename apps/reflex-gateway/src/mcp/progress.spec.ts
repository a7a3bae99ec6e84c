import type { Task } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { describeProgress } from './progress.ts';

const task = (status: Task['status'], progress: Partial<Task['progress']> = {}) =>
  ({
    status,
    progress: { current_step: null, completed_steps: 0, total_steps: 0, percentage: 0, ...progress },
  }) as Task;

describe('how far a task is', () => {
  it.each([
    ['planning', task('planning')],
    [
      'running, 2 of 5 steps, at search',
      task('running', { completed_steps: 2, total_steps: 5, current_step: 'search' }),
    ],
    ['judging, 5 of 5 steps', task('judging', { completed_steps: 5, total_steps: 5 })],
  ])('is told as: %s', (line, of) => {
    expect(describeProgress(of)).toBe(line);
  });
});
