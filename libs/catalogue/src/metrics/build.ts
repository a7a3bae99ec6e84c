import { gauge } from './metric.ts';

/** What every service exports of the code that it runs. */
export const buildMetrics = {
  build: gauge({
    name: 'octollm_build_info',
    help: '1, with the version of the platform that runs',
    labels: ['version'],
  }),
} as const;
