import { dcgm, nodeExporter } from '../../../exporters/index.ts';
import { panelWindow, promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { graph } from '../../parts/panel.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;
const node = nodeExporter.metrics;
const card = dcgm.metrics;

/** Machines, where an exporter runs on them: not in a cluster whose pods see nothing of their node. */
export const nodeRow: Row = {
  title: 'Machines with an exporter',
  panels: [
    graph({
      title: 'Processors of machines',
      description: 'The share that is in use. Above 80 % for ten minutes is an alert.',
      unit: 'percentunit',
      bounds: { min: 0, max: 1 },
      thresholds: { warning: 0.7, critical: 0.8 },
      runbook: 'resource-exhaustion',
      query: promql`1 - avg by (instance) (rate(${node.cpu}{${scope}, mode="idle"}[${panelWindow}]))`,
      legend: '{{instance}}',
    }),
    graph({
      title: 'Memory of machines',
      description: 'The share that is in use.',
      unit: 'percentunit',
      bounds: { min: 0, max: 1 },
      thresholds: { warning: 0.8, critical: 0.9 },
      runbook: 'resource-exhaustion',
      query: promql`1 - sum by (instance) (${node.memoryAvailable}{${scope}}) / sum by (instance) (${node.memoryTotal}{${scope}})`,
      legend: '{{instance}}',
    }),
  ],
};

/** The cards that Ollama computes on, where it runs. */
export const cardRow: Row = {
  title: 'Graphics cards, where Ollama runs',
  panels: [
    graph({
      title: 'Cards in use',
      description: 'Percent of the time a card computed.',
      unit: 'percent',
      bounds: { min: 0, max: 100 },
      runbook: 'gpu',
      query: promql`max by (Hostname, gpu) (${card.utilisation})`,
      legend: '{{Hostname}} {{gpu}}',
    }),
    graph({
      title: 'Memory of cards',
      description: 'The share that is in use. A model that does not fit is computed by the processor.',
      unit: 'percentunit',
      bounds: { min: 0, max: 1 },
      thresholds: { warning: 0.9, critical: 0.97 },
      runbook: 'gpu',
      query: promql`max by (Hostname, gpu) (${card.memoryUsed}) / (max by (Hostname, gpu) (${card.memoryUsed}) + max by (Hostname, gpu) (${card.memoryFree}))`,
      legend: '{{Hostname}} {{gpu}}',
    }),
  ],
};
