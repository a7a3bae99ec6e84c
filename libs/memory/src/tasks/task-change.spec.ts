import { describe, expect, it } from 'vitest';
import { parseTaskChange } from './task-change.ts';

describe('a notification', () => {
  it('names a task, the number of the event and its type', () => {
    expect(parseTaskChange('["acme", "id", 3, "task.running"]')).toEqual({
      tenantId: 'acme',
      taskId: 'id',
      sequence: 3,
      type: 'task.running',
    });
  });

  it.each([
    '',
    'hello',
    '{}',
    '[]',
    '["acme", "id", "3", "task.running"]',
    '["acme", "id", 3, "task.flying"]',
  ])('is ignored when it is %j', (payload) => {
    expect(parseTaskChange(payload)).toBeNull();
  });
});
