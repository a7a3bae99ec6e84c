import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { alloyConfiguration, type LogSource } from './alloy.ts';
import { alloyText, component, expression } from './alloy-syntax.ts';
import { yamlText } from './document.ts';
import { monitoringFiles } from './files.ts';
import { alloyProblems, danglingReferences } from './fixtures/alloy-components.ts';
import * as schemas from './fixtures/schemas.ts';
import { jaegerConfiguration } from './jaeger.ts';
import { lokiConfiguration } from './loki.ts';

const files = monitoringFiles();
const read = (path: string): unknown => parse(files.get(`monitoring/${path}`) ?? '');

const inCluster = schemas.loki.parse(
  parse(
    yamlText(
      lokiConfiguration({
        storage: { kind: 's3', bucket: 'logs', region: 'us-east-1' },
        directory: '/var/lib/loki',
        retentionDays: 30,
        peers: 'loki:7946',
      }),
    ),
  ),
);

describe('Loki', () => {
  it('keeps lines for thirty days, and has somebody who deletes what is older', () => {
    expect(inCluster.limits_config.retention_period).toBe('720h');
    expect(inCluster.compactor).toMatchObject({ retention_enabled: true, delete_request_store: 's3' });
  });

  it('writes every line in three places where there are others, and in one where it is alone', () => {
    expect(inCluster.common).toMatchObject({
      replication_factor: 3,
      ring: { kvstore: { store: 'memberlist' } },
    });
    expect(schemas.loki.parse(read('loki/loki.yaml'))).toMatchObject({
      common: { replication_factor: 1, ring: { kvstore: { store: 'inmemory' } } },
    });
  });

  it('is told no credentials: it finds those of the bucket as the tools of AWS do', () => {
    expect(Object.keys(inCluster.common.storage)).toEqual(['s3']);
    expect(JSON.stringify(inCluster)).not.toMatch(/access_key|secret/);
  });
});

describe('Jaeger', () => {
  const jaeger = schemas.jaeger.parse(
    jaegerConfiguration({ directory: '/var/lib/jaeger', retentionDays: 7 }),
  );

  it('takes spans by OTLP, keeps them for a week and shows them from the same store', () => {
    const { backends } = jaeger.extensions.jaeger_storage;
    expect(backends).toMatchObject({ badger: { badger: { ttl: { spans: '168h' } } } });
    expect(Object.keys(backends)).toEqual([jaeger.exporters.jaeger_storage_exporter.trace_storage]);
    expect(Object.keys(backends)).toEqual([jaeger.extensions.jaeger_query.storage.traces]);
  });

  it('names in its pipeline what it configures, and nothing else', () => {
    const { traces } = jaeger.service.pipelines;
    expect(traces.receivers).toEqual(Object.keys(jaeger.receivers));
    expect(traces.processors).toEqual(Object.keys(jaeger.processors));
    expect(traces.exporters).toEqual(Object.keys(jaeger.exporters));
    expect(jaeger.service.extensions.toSorted()).toEqual(Object.keys(jaeger.extensions).sort());
  });
});

describe.each<LogSource>([
  { kind: 'kubernetes', namespaces: ['octollm-dev'] },
  { kind: 'docker', socket: '/var/run/docker.sock' },
])('Alloy that reads logs of $kind', (source) => {
  const blocks = alloyConfiguration({ source, loki: 'http://loki:3100' });
  const text = alloyText(blocks);

  it('says what its components know, and leads from each to the next', () => {
    expect(alloyProblems(blocks)).toEqual([]);
    expect(danglingReferences(blocks, text)).toEqual([]);
  });

  it('makes no label of an id, which would be a stream for every request', () => {
    const [labels] = blocks
      .flatMap(({ blocks: stages }) => stages)
      .filter(({ name }) => name === 'stage.labels');
    expect(labels?.attributes).toEqual({ values: { level: '' } });
  });
});

it('Alloy on a node reads the pods of that node alone, in the namespaces of the platform', () => {
  const text = alloyText(
    alloyConfiguration({ source: { kind: 'kubernetes', namespaces: ['a', 'b'] }, loki: 'http://loki:3100' }),
  );
  expect(text).toContain('field = "spec.nodeName=" + sys.env("NODE_NAME")');
  expect(text).toContain('names = ["a", "b"]');
});

it('Blocks of Alloy are written as it reads them', () => {
  const inner = [{ name: 'endpoint', attributes: { url: 'http://a' }, blocks: [] }];
  expect(
    alloyText([component('loki.write', 'a', { to: [expression('b.c')], map: { x: '' }, n: 1 }, inner)]),
  ).toBe(
    'loki.write "a" {\n  to = [b.c]\n  map = { "x" = "" }\n  n = 1\n  endpoint {\n    url = "http://a"\n  }\n}\n',
  );
});

describe('The files for Docker Compose', () => {
  it('are one configuration for each server, and the dashboards', () => {
    expect([...files.keys()].filter((path) => !path.includes('/dashboards/octollm-'))).toEqual([
      'monitoring/prometheus/prometheus.yaml',
      'monitoring/prometheus/rules.yaml',
      'monitoring/alertmanager/alertmanager.yaml',
      'monitoring/loki/loki.yaml',
      'monitoring/alloy/config.alloy',
      'monitoring/jaeger/jaeger.yaml',
      'monitoring/grafana/provisioning/datasources/octollm.yaml',
      'monitoring/grafana/provisioning/dashboards/octollm.yaml',
    ]);
  });

  it('show Qdrant its key, and nobody else one', () => {
    const { scrape_configs: jobs } = read('prometheus/prometheus.yaml') as {
      readonly scrape_configs: readonly { readonly job_name: string; readonly authorization?: object }[];
    };
    const told = jobs.filter(({ authorization }) => authorization !== undefined);
    expect(told.map(({ job_name, authorization }) => [job_name, authorization])).toEqual([
      ['qdrant', { credentials_file: '/run/secrets/QDRANT_API_KEY' }],
    ]);
  });

  it('have Grafana find what the dashboards and the other sources name by uid', () => {
    const { datasources } = schemas.dataSources.parse(read('grafana/provisioning/datasources/octollm.yaml'));
    const uids = datasources.map(({ uid }) => uid);
    expect(uids).toEqual(['prometheus', 'loki', 'jaeger', 'alertmanager']);
    expect(datasources.filter(({ isDefault }) => isDefault).map(({ uid }) => uid)).toEqual(['prometheus']);
    const named = [...JSON.stringify(datasources).matchAll(/"datasourceUid":"([^"]+)"/g)].map(
      ([, uid]) => uid,
    );
    expect(named.filter((uid) => !uids.includes(uid ?? ''))).toEqual([]);
    schemas.dashboardProvider.parse(read('grafana/provisioning/dashboards/octollm.yaml'));
  });
});
