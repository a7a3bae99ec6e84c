export { Cluster, type Source } from './cluster/cluster.ts';
export { immutableFields } from './cluster/immutable-fields.ts';
export { clusterDns, type Endpoint, podIn } from './cluster/network.ts';
export type { Resource } from './cluster/resource.ts';
export type { Container, Workload } from './cluster/workload.ts';
export { type CommandResult, policiesCommand } from './command.ts';
export { type CheckOptions, check, type Report } from './engine/check.ts';
export type { EngineCheck, Finding, FoundObject } from './engine/finding.ts';
export type { Floor } from './engine/floor.ts';
export { type Loaded, loadFolder, MissingFolderError } from './engine/load-folder.ts';
export { type Documents, readDocuments } from './engine/read-documents.ts';
export { jsonReport, readableReport } from './engine/report.ts';
export { stageByName, usualSurroundings } from './engine/surroundings.ts';
export type { WaivedFinding, Waiver } from './engine/waiver.ts';
export { seriesNames } from './platform/known-metrics.ts';
export { platformNamespaces } from './platform/namespaces.ts';
export { platformOptions } from './platform/platform-options.ts';
export { platformWaivers } from './platform/waivers.ts';
export { rules } from './rules/all.ts';
export {
  type BackupKind,
  type Context,
  type DeclaredBackup,
  type DeclaredCall,
  type Fault,
  fault,
  type Rule,
  type Runbooks,
  type Stage,
  type Surroundings,
} from './rules/rule.ts';
