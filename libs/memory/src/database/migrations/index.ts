import type { MigrationInterface } from 'typeorm';
import { InitialSchema1795219200000 } from './1795219200000-initial-schema.ts';
import { UsageAndFailures1795305600000 } from './1795305600000-usage-and-failures.ts';
import { TaskRecoveries1795392000000 } from './1795392000000-task-recoveries.ts';
import { HistoryWithoutChecks1795478400000 } from './1795478400000-history-without-checks.ts';
import { ForeignArms1795482000000 } from './1795482000000-foreign-arms.ts';
import { Budgets1795485600000 } from './1795485600000-budgets.ts';
import { ApprovalsAndSessions1795489200000 } from './1795489200000-approvals-and-sessions.ts';
import { OperationsAudit1795492800000 } from './1795492800000-operations-audit.ts';
import { Retention1795496400000 } from './1795496400000-retention.ts';
import { KeyRotation1795500000000 } from './1795500000000-key-rotation.ts';
import { ModelCalls1795503600000 } from './1795503600000-model-calls.ts';
import { Knowledge1795507200000 } from './1795507200000-knowledge.ts';
import { DocumentIngestion1795510800000 } from './1795510800000-document-ingestion.ts';
import { DocumentKeys1795512600000 } from './1795512600000-document-keys.ts';
import { DocumentEmbeddings1795514400000 } from './1795514400000-document-embeddings.ts';
import { OperationsRetention1795516200000 } from './1795516200000-operations-retention.ts';
import { ReservationsKeepPages1795518000000 } from './1795518000000-reservations-keep-pages.ts';
import { Holds1795525000000 } from './1795525000000-holds.ts';

/** Every migration, oldest first. One that has been released is never changed: write the next. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  InitialSchema1795219200000,
  UsageAndFailures1795305600000,
  TaskRecoveries1795392000000,
  HistoryWithoutChecks1795478400000,
  ForeignArms1795482000000,
  Budgets1795485600000,
  ApprovalsAndSessions1795489200000,
  OperationsAudit1795492800000,
  Retention1795496400000,
  KeyRotation1795500000000,
  ModelCalls1795503600000,
  Knowledge1795507200000,
  DocumentIngestion1795510800000,
  DocumentKeys1795512600000,
  DocumentEmbeddings1795514400000,
  OperationsRetention1795516200000,
  ReservationsKeepPages1795518000000,
  Holds1795525000000,
];

/** Where the names of the migrations that ran are kept. */
export const migrationsTable = 'schema_migrations';
