import { DataSource } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { poolStateOf } from './database-watch.ts';

describe('the connections of a source', () => {
  it('are none while it is closed, which fails nobody who looks', () => {
    const closed = new DataSource({ type: 'postgres', url: 'postgres://nobody@127.0.0.1:1/none' });
    expect(poolStateOf(closed, 'replica')).toEqual({ pool: 'replica', used: 0, idle: 0, waiting: 0, max: 0 });
  });
});
