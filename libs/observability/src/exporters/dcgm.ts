import { gauge } from '@octollm/catalogue';
import { defineExporter } from './exporter.ts';

const gpu = ['gpu', 'UUID', 'modelName', 'Hostname'] as const;

/** https://github.com/NVIDIA/dcgm-exporter: the cards that Ollama computes on. */
export const dcgm = defineExporter('dcgm-exporter', {
  utilisation: gauge({
    name: 'DCGM_FI_DEV_GPU_UTIL',
    help: 'Percent of the time a card computed',
    labels: gpu,
  }),
  memoryUsed: gauge({ name: 'DCGM_FI_DEV_FB_USED', help: 'MiB of a card in use', labels: gpu }),
  memoryFree: gauge({ name: 'DCGM_FI_DEV_FB_FREE', help: 'MiB of a card that are free', labels: gpu }),
  temperature: gauge({ name: 'DCGM_FI_DEV_GPU_TEMP', help: 'Degrees Celsius', labels: gpu }),
  error: gauge({
    name: 'DCGM_FI_DEV_XID_ERRORS',
    help: 'Number of the last error of a card, 0 for none',
    labels: gpu,
  }),
});
