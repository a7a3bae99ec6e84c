import { monitoringFiles } from '@octollm/observability';
import { renderChart } from './chart/render-chart.ts';
import { renderCompose } from './compose/render-compose.ts';
import { checksums } from './output/checksums.ts';
import { type Files, render } from './render.ts';

/** Every file of the manifests: the objects of all environments, the chart and the Compose files. Writes none. */
export const synth = (): Files => {
  const others = new Map(
    [...renderChart(), ...renderCompose({ monitoringFiles: monitoringFiles() })].sort(([a], [b]) =>
      a < b ? -1 : 1,
    ),
  );
  return new Map([...render(), ...others, ...checksums(others)].sort(([a], [b]) => (a < b ? -1 : 1)));
};
