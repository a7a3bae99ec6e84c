export type { BackupMaker, BackupSchedule } from './backups/backup-schedule.ts';
export { backups } from './backups/backups.ts';
export { intervalSeconds, UnknownIntervalError } from './backups/interval.ts';
export { prefixes, readConfiguration } from './configuration.ts';
export { CallCycleError, callersOf, startOrder } from './graph.ts';
export { defineJob, type Job, type JobConfigOf, type JobRuns, type JobSpec, jobsIn } from './job.ts';
export { jobs } from './jobs/all.ts';
export { postgresBackup, qdrantBackup, redisBackup } from './jobs/backups.ts';
export { migration } from './jobs/migration.ts';
export { restoreDrill } from './jobs/restore-drill.ts';
export { retention } from './jobs/retention.ts';
export { armMetrics } from './metrics/arm.ts';
export { armCallMetrics } from './metrics/arm-calls.ts';
export { authenticationMetrics } from './metrics/authentication.ts';
export { budgetMetrics } from './metrics/budgets.ts';
export { buildMetrics } from './metrics/build.ts';
export { cacheMetrics } from './metrics/cache.ts';
export { callRecordMetrics } from './metrics/call-records.ts';
export { databaseMetrics } from './metrics/database.ts';
export { denyListMetrics } from './metrics/deny-list.ts';
export { guardrailMetrics } from './metrics/guardrails.ts';
export { httpMetrics } from './metrics/http.ts';
export { limitMetrics } from './metrics/limits.ts';
export { memoryMetrics } from './metrics/memory.ts';
export {
  type Counter,
  counter,
  type Gauge,
  gauge,
  type Histogram,
  histogram,
  type Metric,
} from './metrics/metric.ts';
export { modelMetrics } from './metrics/models.ts';
export { processMetrics } from './metrics/process.ts';
export { qualityMetrics } from './metrics/quality.ts';
export { queueMetrics } from './metrics/queues.ts';
export { remediationMetrics } from './metrics/remediation.ts';
export { taskMetrics } from './metrics/tasks.ts';
export { toolMetrics } from './metrics/tools.ts';
export { vectorMetrics } from './metrics/vectors.ts';
export { quantityIn } from './quantity.ts';
export { ingestQueue, type QueueDefinition, taskQueue } from './queues.ts';
export {
  type AddressSetting,
  type ArmAction,
  type ArmDescription,
  addressSetting,
  type ConfigOf,
  defineService,
  type Egress,
  metricsOf,
  probes,
  type Resources,
  type Scaling,
  type Service,
  type ServiceKind,
  type ServiceSpec,
} from './service.ts';
export { deployed, operators, services } from './services/all.ts';
export { coderArm } from './services/coder-arm.ts';
export { executorArm } from './services/executor-arm.ts';
export { guardianArm } from './services/guardian-arm.ts';
export { judgeArm } from './services/judge-arm.ts';
export { orchestrator } from './services/orchestrator.ts';
export { plannerArm } from './services/planner-arm.ts';
export { reflexGateway } from './services/reflex-gateway.ts';
export { remediator } from './services/remediator.ts';
export { retrieverArm } from './services/retriever-arm.ts';
export {
  type BaseSettings,
  baseSettings,
  clusterMetricsPort,
  type EnvironmentName,
  environments,
} from './settings/base.ts';
export {
  type Counts,
  counts,
  ed25519Key,
  integer,
  list,
  longText,
  oneOf,
  origin,
  text,
  url,
} from './settings/builders.ts';
export { coldStorageSettings } from './settings/cold-storage.ts';
export {
  ConfigurationError,
  type Environment,
  type ReadFile,
  readEnvironment,
} from './settings/environment.ts';
export { hasModelProvider } from './settings/providers.ts';
export { parseSentinelUrl, type SentinelUrl } from './settings/sentinel-url.ts';
export type { Setting, Settings, SettingsRule, ValuesOf } from './settings/setting.ts';
export { textOf } from './settings/text-of.ts';
export { cacheStore } from './stores/cache.ts';
export { postgres } from './stores/postgres.ts';
export { queueStore } from './stores/queue.ts';
export type { Store } from './stores/store.ts';
export { vectors } from './stores/vectors.ts';
