export type { Action, ActionOutcome, ActionQuery, NewAction } from './actions/action.ts';
export { ActionLog } from './actions/action-log.ts';
export { ApprovalStore, type StoredApproval } from './approvals/approval-store.ts';
export { ArmStore, type StoredArm } from './arms/arm-store.ts';
export { verifyAuditTrail } from './audit/hash-chain.ts';
export { BackupArchive, type MakeBackup } from './backups/archive/backup-archive.ts';
export type { BackupManifest } from './backups/archive/manifest.ts';
export { BackupError } from './backups/backup-error.ts';
export { type Counts, lackingIn } from './backups/drill/compare-counts.ts';
export { drillQdrant } from './backups/drill/drill-qdrant.ts';
export { drillRedis } from './backups/drill/drill-redis.ts';
export { isRecovered } from './backups/postgres/is-recovered.ts';
export { backUpPostgres } from './backups/postgres/postgres-backup.ts';
export { rowCounts } from './backups/postgres/row-counts.ts';
export { backUpQdrant } from './backups/qdrant/qdrant-backup.ts';
export { backUpRedis } from './backups/redis/redis-backup.ts';
export { type RedisHost, redisMaster } from './backups/redis/redis-master.ts';
export type {
  AccountKind,
  BudgetAmount,
  BudgetCap,
  BudgetCaps,
  BudgetScope,
  BudgetStop,
  BudgetUnit,
  Reservation,
  ReservationRequest,
} from './budgets/amount.ts';
export { BudgetLeases, type LeaseGrant } from './budgets/budget-leases.ts';
export { type AccountState, BudgetLedger, type ReserveResult } from './budgets/budget-ledger.ts';
export { budgetMonth } from './budgets/budget-month.ts';
export { BudgetTotals, type TierTotals } from './budgets/budget-totals.ts';
export type { LeaseRequest } from './budgets/lease-statements.ts';
export { TenantTierStore } from './budgets/tenant-tier-store.ts';
export { UnfinishedTasks } from './budgets/unfinished-tasks.ts';
export { Database, type DatabaseOptions } from './database/database.ts';
export type { DatabaseObserver, EndedStatement, PoolState } from './database/database-watch.ts';
export { StatementError } from './database/errors.ts';
export { toDollars, toNanoDollars } from './database/money.ts';
export type { Arm } from './diodes/arm.ts';
export type { MemoryAction, MemoryCapability } from './diodes/capability.ts';
export type { ReadRate } from './diodes/read-diode.ts';
export type { Redact } from './diodes/redacted.ts';
export { type MemoryType, memoryTypes, type Solution } from './diodes/remembered.ts';
export { ChunkStore, type CorpusTerms, type StoredChunk, type TermMatches } from './documents/chunk-store.ts';
export { type DocumentContent, DocumentStore, type IndexedVersion } from './documents/document-store.ts';
export type { ChunkPlace, NewChunk } from './documents/new-chunk.ts';
export type { NewDocument, StoredUpload } from './documents/new-document.ts';
export { UploadStore } from './documents/upload-store.ts';
export type { Hold, HoldActor, HoldKind, HoldOrder } from './holds/hold.ts';
export { HoldStore } from './holds/hold-store.ts';
export { HoldWatch, type HoldWatchOptions } from './holds/hold-watch.ts';
export type { ApiKeyGrant, ApiKeyPage, ApiKeyRecord, FoundKey, KeyUse } from './keys/api-key.ts';
export { ApiKeyStore, type KeyWithSecret } from './keys/api-key-store.ts';
export { KeyChangeFeed, type KeyChangeFeedOptions } from './keys/key-change-feed.ts';
export { type ApiKeyKind, hashApiKey, newApiKey } from './keys/key-text.ts';
export type { Entity } from './knowledge/entity-row.ts';
export { type EntityMatch, type EntityPage, EntityStore } from './knowledge/entity-store.ts';
export type { NewEntity, NewRelation, Properties } from './knowledge/new-entity.ts';
export { type Neighbour, type NeighbourQuery, RelationStore } from './knowledge/relation-store.ts';
export type { EntityQuery, EntitySearch } from './knowledge/statements/entities.ts';
export type { Backlog, BacklogBounds } from './operations/backlog-statement.ts';
export { type DatabaseDiagnosis, diagnoseDatabase } from './operations/diagnosis.ts';
export { OperationsAudit } from './operations/operations-audit.ts';
export { OperationsStore } from './operations/operations-store.ts';
export type { Embeddings } from './recall/meanings.ts';
export type { Memory } from './recall/memory.ts';
export { type MemoryOptions, openMemory } from './recall/open-memory.ts';
export type {
  AnyQuestion,
  MeaningQuestion,
  NameQuestion,
  Question,
  Recollection,
  WordsQuestion,
} from './recall/question.ts';
export { type SimilarSolution, SolutionStore } from './recall/solution-store.ts';
export type {
  EndedRemediation,
  HistoryQuestion,
  NewRemediation,
  Remediation,
  RemediationDetails,
  RemediationHistory,
  RemediationOutcome,
} from './remediation/remediation.ts';
export { RemediationLedger } from './remediation/remediation-ledger.ts';
export type { HeldBackTask } from './retention/archive-tasks.ts';
export { ArchiveError } from './retention/archived-task.ts';
export { type ColdStorage, ColdStorageError } from './retention/cold-storage/cold-storage.ts';
export { type ColdStorageOptions, openColdStorage } from './retention/cold-storage/open-cold-storage.ts';
export type { RestoredArchive } from './retention/restore-archive.ts';
export {
  Retention,
  type RetentionOptions,
  type RetentionPeriods,
  type RetentionReport,
} from './retention/retention.ts';
export { SessionStore } from './sessions/session-store.ts';
export type { TaskChangeListener } from './tasks/change-listeners.ts';
export { CheckpointStore } from './tasks/checkpoint-store.ts';
export type { NewFork } from './tasks/fork-task.ts';
export { type ClaimedTask, type Lease, LeaseLostError, TransitionError } from './tasks/lease.ts';
export type { NewTask } from './tasks/new-task.ts';
export { longestMessage, ReplicaMessages } from './tasks/replica-messages.ts';
export type { HistoryQuery } from './tasks/statements/history.ts';
export type { StepOutcome, StoredStep } from './tasks/step.ts';
export type { TaskChange } from './tasks/task-change.ts';
export { TaskChangeFeed, type TaskChangeFeedOptions } from './tasks/task-change-feed.ts';
export type { TaskEnd } from './tasks/task-end.ts';
export { type PastTask, TaskHistory } from './tasks/task-history.ts';
export { type Orphan, TaskStore } from './tasks/task-store.ts';
export type { ModelCall } from './usage/model-call.ts';
export { ModelCallStore } from './usage/model-call-store.ts';
export type { UsagePeriod } from './usage/usage-statement.ts';
export { type AddedUp, UsageStore } from './usage/usage-store.ts';
export { type CollectionOwner, collectionOf, collectionOwners, forgetTenant } from './vectors/collections.ts';
export type { CollectionOptions } from './vectors/qdrant-collections.ts';
export { type QdrantOptions, QdrantVectorStore } from './vectors/qdrant-vector-store.ts';
export { VectorStoreInUseError } from './vectors/sqlite-schema.ts';
export { type SqliteVectorOptions, SqliteVectorStore } from './vectors/sqlite-vector-store.ts';
export {
  VectorError,
  type VectorFilter,
  type VectorMatch,
  type VectorPayload,
  type VectorPoint,
  type VectorStore,
} from './vectors/vector-store.ts';
