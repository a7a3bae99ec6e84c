import type { Setting } from './document.ts';

/** The data sources by their uids, which dashboards and links name. */
export const dataSourceIds = {
  prometheus: 'prometheus',
  longTerm: 'long-term',
  loki: 'loki',
  jaeger: 'jaeger',
  alertmanager: 'alertmanager',
} as const;

/** Where the servers behind the data sources are. */
export interface DataSourceUrls {
  readonly prometheus: string;
  /** @default there is none: Prometheus alone is asked */
  readonly longTerm?: string;
  readonly loki: string;
  readonly jaeger: string;
  readonly alertmanager: string;
}

const source = (name: string, type: string, uid: string, url: string, jsonData: Setting): Setting => ({
  name,
  type,
  uid,
  url,
  access: 'proxy',
  isDefault: uid === dataSourceIds.prometheus,
  // What is changed by hand would be lost with the next start.
  editable: false,
  jsonData,
});

/** From the trace id of a log line to its trace: the id is metadata of the line, and Grafana writes variables with two dollars. */
const traceField: Setting = {
  name: 'trace_id',
  matcherType: 'label',
  matcherRegex: 'trace_id',
  datasourceUid: dataSourceIds.jaeger,
  url: '$${__value.raw}',
  urlDisplayLabel: 'Trace',
};

/** The data sources as a file of Grafana's provisioning. */
export const dataSources = (urls: DataSourceUrls): Setting => ({
  apiVersion: 1,
  datasources: [
    source('Prometheus', 'prometheus', dataSourceIds.prometheus, urls.prometheus, {
      timeInterval: '30s',
      httpMethod: 'POST',
      exemplarTraceIdDestinations: [{ name: 'trace_id', datasourceUid: dataSourceIds.jaeger }],
    }),
    ...(urls.longTerm === undefined
      ? []
      : [
          source('Metrics of a year', 'prometheus', dataSourceIds.longTerm, urls.longTerm, {
            timeInterval: '5m',
            httpMethod: 'POST',
          }),
        ]),
    source('Loki', 'loki', dataSourceIds.loki, urls.loki, { derivedFields: [traceField] }),
    source('Jaeger', 'jaeger', dataSourceIds.jaeger, urls.jaeger, {
      tracesToLogsV2: {
        datasourceUid: dataSourceIds.loki,
        spanStartTimeShift: '-5m',
        spanEndTimeShift: '5m',
        tags: [{ key: 'service.name', value: 'job' }],
        filterByTraceID: true,
        filterBySpanID: false,
      },
    }),
    source('Alertmanager', 'alertmanager', dataSourceIds.alertmanager, urls.alertmanager, {
      implementation: 'prometheus',
    }),
  ],
});

/** Says that the files below a directory are dashboards. Nobody can change or delete them in Grafana. */
export const dashboardProvider = (directory: string): Setting => ({
  apiVersion: 1,
  providers: [
    {
      name: 'octollm',
      folder: 'OctoLLM',
      folderUid: 'octollm',
      type: 'file',
      disableDeletion: true,
      allowUiUpdates: false,
      updateIntervalSeconds: 30,
      options: { path: directory, foldersFromFilesStructure: false },
    },
  ],
});
