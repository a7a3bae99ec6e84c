import { describe, expect, it } from 'vitest';
import { pointersOf } from '../fixtures/requests.ts';
import { UsageQuery } from './usage-report.ts';

describe('a query for usage', () => {
  it('groups by day when it does not say otherwise', () => {
    expect(UsageQuery.parse({})).toEqual({ group_by: ['day'] });
  });

  it('groups by several names, each once', () => {
    expect(UsageQuery.parse({ group_by: 'model,day,model' }).group_by).toEqual(['model', 'day']);
  });

  it.each(['', 'day,', 'Day', 'day, model', 'user', 'days', ['day']])(
    'refuses to group by %j',
    (group_by) => {
      expect(pointersOf(UsageQuery, { group_by })).toEqual(['/group_by']);
    },
  );

  it('takes times with an offset and nothing else', () => {
    expect(pointersOf(UsageQuery, { from: '2026-01-01T00:00:00Z', to: '2026-01-01T02:00:00+02:00' })).toEqual(
      [],
    );
    expect(pointersOf(UsageQuery, { from: '2026-01-01', to: 'now', all_tenants: '1', limit: '1' })).toEqual([
      '/from',
      '/to',
      '/all_tenants',
      '/limit',
    ]);
  });
});
