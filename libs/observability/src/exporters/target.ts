import { gauge } from '@octollm/catalogue';

/** What Prometheus itself notes of every target that it scrapes. */
export const targetMetrics = {
  up: gauge({ name: 'up', help: '1 when the last scrape of the target succeeded, 0 when it failed' }),
  samples: gauge({
    name: 'scrape_samples_post_metric_relabeling',
    help: 'Series that the last scrape of the target brought',
  }),
  scrapeDuration: gauge({ name: 'scrape_duration_seconds', help: 'Time the last scrape of the target took' }),
} as const;
