import { deployed, metricsOf, processMetrics } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { exporters, targetMetrics } from '../exporters/index.ts';
import { promql } from '../promql/index.ts';
import { dashboards, pages } from './all.ts';
import { grafanaDashboard } from './fixtures/grafana-dashboard.ts';
import { panelsOf, variablesOf } from './parts/dashboard.ts';
import { graph, LegendError } from './parts/panel.ts';
import { queriesOf } from './queries-of.ts';

const files = dashboards().map(({ json }) => grafanaDashboard.parse(JSON.parse(json)));
const eachFile = files.map((file) => [file.title, file] as const);
const panelsIn = (file: (typeof files)[number]) =>
  file.panels.flatMap((panel) => (panel.type === 'row' ? [] : panel));

describe('The dashboards', () => {
  it('have uids that never change, because they are in the addresses that people keep', () => {
    expect(files.map(({ uid, title }) => [uid, title])).toEqual([
      ['octollm-overview', 'System overview'],
      ['octollm-services', 'Service health'],
      ['octollm-resources', 'Resources'],
      ['octollm-cost', 'Cost and budget of models'],
      ['octollm-guardrails', 'Guardrails and cache'],
      ['octollm-engine', 'Queues and engine'],
      ['octollm-databases', 'Databases'],
      ['octollm-slo', 'Service levels'],
      ['octollm-backups', 'Backups'],
      ['octollm-monitoring', 'Monitoring and certificates'],
    ]);
  });

  it('are the same bytes every time', () => {
    expect(dashboards()).toEqual(dashboards());
  });

  it('look at every service, at every exporter and at the processes', () => {
    const shown = new Set(pages.flatMap((page) => queriesOf(page)).flatMap(({ sources }) => sources));
    const groups = [
      ...deployed.map(({ metrics }) => metrics),
      processMetrics,
      ...exporters.map(({ metrics }) => metrics),
    ];
    const unseen = groups
      .map((group) => Object.values(group))
      .filter((group) => group.length > 0 && !group.some((metric) => shown.has(metric)))
      .map(([metric]) => metric?.name);
    expect(unseen).toEqual([]);
  });
});

describe.each(eachFile)('The dashboard "%s"', (_, file) => {
  it('is a dashboard and no answer of an API around one', () => {
    expect(file).not.toHaveProperty('dashboard');
    expect(file.id ?? null).toBeNull();
  });

  it('declares the variables that its queries use, and no others', () => {
    const page = pages.find(({ uid }) => uid === file.uid);
    const used = new Set(JSON.stringify(file.panels).match(/\$[a-z]\w*/g));
    expect(file.templating.list.map(({ name }) => `$${name}`)).toEqual([...used].sort());
    expect(page && variablesOf(page)).toEqual(file.templating.list.map(({ name }) => name));
  });

  it('shows every number in a unit, says what it is and is asked of Prometheus', () => {
    for (const panel of panelsIn(file)) {
      expect(panel.fieldConfig.defaults.unit).not.toBe('');
      expect(panel.description).toMatch(/\.$/);
      expect(panel.datasource).toEqual({ type: 'prometheus', uid: 'prometheus' });
      expect(panel.targets.length).toBeGreaterThan(0);
    }
  });

  it('has panels that fit into 24 columns, of which none covers another', () => {
    const taken = new Set<string>();
    for (const { gridPos, title } of file.panels) {
      expect({ title, fits: gridPos.x + gridPos.w <= 24 }).toEqual({ title, fits: true });
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect({ title, covers: taken.has(`${x},${y}`) }).toEqual({ title, covers: false });
          taken.add(`${x},${y}`);
        }
    }
  });

  it('leads to a runbook from every panel that has thresholds', () => {
    const page = pages.find(({ uid }) => uid === file.uid);
    const without =
      page &&
      panelsOf(page).filter(({ thresholds, runbook }) => thresholds !== undefined && runbook === undefined);
    expect(without).toEqual([]);
  });

  it('asks each of its questions under a title of its own', () => {
    const titles = panelsIn(file).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const { targets } of panelsIn(file)) {
      const refIds = targets.map(({ refId }) => refId);
      expect(new Set(refIds).size).toBe(refIds.length);
    }
  });
});

describe('The queries of a dashboard', () => {
  const queries = pages.flatMap((page) => queriesOf(page));

  it('have no variable left that Prometheus would not know', () => {
    expect(queries.filter(({ text }) => text.includes('$'))).toEqual([]);
  });

  it('are filled with what was chosen', () => {
    const [query] = queriesOf(
      {
        rows: [{ title: 'A row', panels: [panelOf('{{job}}')] }],
        title: 'Page',
        uid: 'page',
        description: '',
        range: '1h',
      },
      { variables: { namespace: 'octollm-dev' } },
    );
    expect(query?.text).toBe('sum by (job) (up{namespace=~"octollm-dev"})');
    expect(query?.sources).toEqual([targetMetrics.up]);
  });

  it('rest on metrics that a service or an exporter exports, or a rule records', () => {
    const exported = new Set<unknown>([
      ...deployed.flatMap(metricsOf),
      ...Object.values(processMetrics),
      ...Object.values(targetMetrics),
      ...exporters.flatMap(({ metrics }) => Object.values(metrics)),
    ]);
    const unknown = queries
      .flatMap(({ sources }) => sources)
      .filter((source) => source.kind !== 'recorded' && !exported.has(source));
    expect(unknown).toEqual([]);
  });
});

const panelOf = (legend: string) =>
  graph({
    title: 'Targets',
    description: 'A panel.',
    unit: 'short',
    query: promql`sum by (job) (${targetMetrics.up}{namespace=~"$namespace"})`,
    legend,
  });

it('A legend that names a label which its query does not return is refused', () => {
  expect(() => panelOf('{{instance}}')).toThrow(LegendError);
  expect(() => panelOf('{{job}}')).not.toThrow();
});
