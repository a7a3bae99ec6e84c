/** Alerts, service levels, routing and dashboards as code over the metrics of the catalogue. */
export {
  type Alert,
  type Installation,
  type Severity,
  severities,
} from './alerts/alert.ts';
export { NoEnvironmentError, UnknownTemplateLabelError } from './alerts/all.ts';
export { hurried, type Pace, realTime } from './alerts/pace.ts';
export { type Runbook, runbooks, runbookUrl } from './alerts/runbooks.ts';
export { thresholds } from './alerts/thresholds.ts';
export { type DashboardFile, dashboards, pages } from './dashboards/all.ts';
export { type Dashboard, panelsOf, variablesOf } from './dashboards/parts/dashboard.ts';
export type { Panel } from './dashboards/parts/panel.ts';
export { type Chosen, type PanelQuery, queriesOf } from './dashboards/queries-of.ts';
export {
  alertmanager,
  certManager,
  cloudNativePg,
  dcgm,
  type Exporter,
  exporters,
  kubelet,
  kubeStateMetrics,
  nodeExporter,
  postgresExporter,
  prometheus,
  qdrantExporter,
  redisExporter,
  targetMetrics,
  velero,
} from './exporters/index.ts';
export { longTermInterval, longTermRecordings, longTermSeries } from './long-term/recordings.ts';
export {
  bucketsOf,
  countOf,
  type Duration,
  days,
  durationText,
  type HistogramSeries,
  hours,
  labels,
  literal,
  metricsIn,
  minutes,
  type Named,
  oneOf,
  type Piece,
  panelRange,
  panelWindow,
  promql,
  type Query,
  QueryError,
  type Recorded,
  recorded,
  type Source,
  seconds,
  sumOf,
  type TargetLabel,
  targetLabels,
} from './promql/index.ts';
export {
  type AlertmanagerConfiguration,
  alertCredentials,
  alertmanagerFile,
  both,
  type Inhibition,
  inhibitions,
  type Mail,
  mail,
  pagerDuty,
  type Receiver,
  type Remediator,
  type Route,
  type RoutingOptions,
  receiversOf,
  routing,
  slack,
  UnknownMatcherError,
  webhook,
} from './routing/index.ts';
export { ruleFile } from './rules/file.ts';
export { everyAlert, everyRecorded, type Rule, type RuleGroup, ruleGroups } from './rules/groups.ts';
export { type Burn, budgetOf, burns, type Slo, type SloSeries, seriesOf, slos } from './slo/index.ts';
export { type AlloyOptions, alloyConfiguration, type LogSource } from './stack/alloy.ts';
export { alloyText } from './stack/alloy-syntax.ts';
export { type Setting, yamlText } from './stack/document.ts';
export { composeNamespace, monitoringFiles } from './stack/files.ts';
export { type DataSourceUrls, dashboardProvider, dataSourceIds, dataSources } from './stack/grafana.ts';
export { type JaegerOptions, jaegerConfiguration } from './stack/jaeger.ts';
export { type LokiOptions, type LokiStorage, lokiConfiguration } from './stack/loki.ts';
export {
  type PrometheusOptions,
  prometheusConfiguration,
  type ScrapeJob,
  scrapeConfigurations,
} from './stack/prometheus.ts';
export {
  type AlertActor,
  type AlertingOptions,
  alertmanagerConfiguration,
  alertsUrl,
  receiverCredentials,
} from './stack/receivers.ts';
