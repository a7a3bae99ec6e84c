import { deployed, metricsOf } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { metricsIn } from '../promql/index.ts';
import { longTermRecordings, longTermSeries } from './recordings.ts';

const recordings = longTermRecordings();

describe('What is kept for a year', () => {
  it('is every metric of the services', () => {
    const kept = new Set(recordings.flatMap(({ expr }) => metricsIn(expr)));
    expect(deployed.flatMap(metricsOf).filter((metric) => !kept.has(metric))).toEqual([]);
  });

  it('has names of its own, which Prometheus sends to the store of a year and no others', () => {
    const names = recordings.map(({ name }) => name);
    const isSent = (name: string) => new RegExp(`^(?:${longTermSeries})$`).test(name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !isSent(name))).toEqual([]);
    expect(deployed.flatMap(metricsOf).filter(({ name }) => isSent(name))).toEqual([]);
  });

  it('tells no replica and no route apart: their number would grow with time', () => {
    const many = ['instance', 'pod', 'route', 'method', 'action', 'tool', 'statement'];
    const kept = recordings.flatMap(({ labels }) => labels.filter((label) => many.includes(label)));
    expect(kept).toEqual([]);
    for (const { labels } of recordings) expect(labels).toEqual(expect.arrayContaining(['namespace', 'job']));
  });

  it('still gives quantiles, by the buckets of every histogram', () => {
    const histograms = deployed.flatMap(metricsOf).filter(({ kind }) => kind === 'histogram');
    const buckets = recordings.filter(({ labels }) => labels.includes('le')).map(({ name }) => name);
    expect(new Set(buckets)).toEqual(new Set(histograms.map(({ name }) => `year:${name}_bucket:rate5m`)));
  });
});
