import { ActionEntity } from '../actions/action.entity.ts';
import { ApprovalEntity } from '../approvals/entities/approval.entity.ts';
import { ForeignArmEntity } from '../arms/foreign-arm.entity.ts';
import { BudgetAccountEntity } from '../budgets/entities/budget-account.entity.ts';
import { BudgetLeaseEntity } from '../budgets/entities/budget-lease.entity.ts';
import { BudgetReservationEntity } from '../budgets/entities/budget-reservation.entity.ts';
import { TenantTierEntity } from '../budgets/entities/tenant-tier.entity.ts';
import { ChunkEntity } from '../documents/entities/chunk.entity.ts';
import { ChunkTermEntity } from '../documents/entities/chunk-term.entity.ts';
import { CorpusStatisticsEntity } from '../documents/entities/corpus-statistics.entity.ts';
import { DocumentEntity } from '../documents/entities/document.entity.ts';
import { UploadPartEntity } from '../documents/entities/upload-part.entity.ts';
import { HoldEntity } from '../holds/hold.entity.ts';
import { ApiKeyEntity } from '../keys/api-key.entity.ts';
import { KnownEntity } from '../knowledge/entities/known.entity.ts';
import { RelationEntity } from '../knowledge/entities/relation.entity.ts';
import { OperationEntity } from '../operations/operation.entity.ts';
import { ArchivedTaskEntity } from '../retention/entities/archived-task.entity.ts';
import { TaskArchiveEntity } from '../retention/entities/task-archive.entity.ts';
import { SessionEntity } from '../sessions/entities/session.entity.ts';
import { AuditEntryEntity } from '../tasks/entities/audit-entry.entity.ts';
import { IdempotencyKeyEntity } from '../tasks/entities/idempotency-key.entity.ts';
import { StepAttemptEntity } from '../tasks/entities/step-attempt.entity.ts';
import { TaskEntity } from '../tasks/entities/task.entity.ts';
import { TaskEventEntity } from '../tasks/entities/task-event.entity.ts';
import { TaskPlanEntity } from '../tasks/entities/task-plan.entity.ts';
import { TaskStepEntity } from '../tasks/entities/task-step.entity.ts';
import { ModelCallEntity } from '../usage/entities/model-call.entity.ts';

/** Every table as a class. A test compares them with the schema that the migrations make. */
export const entities = [
  ActionEntity,
  ApiKeyEntity,
  ApprovalEntity,
  ArchivedTaskEntity,
  AuditEntryEntity,
  BudgetAccountEntity,
  BudgetLeaseEntity,
  BudgetReservationEntity,
  ChunkEntity,
  ChunkTermEntity,
  CorpusStatisticsEntity,
  DocumentEntity,
  ForeignArmEntity,
  HoldEntity,
  IdempotencyKeyEntity,
  KnownEntity,
  ModelCallEntity,
  OperationEntity,
  RelationEntity,
  SessionEntity,
  StepAttemptEntity,
  TaskArchiveEntity,
  TaskEntity,
  TaskEventEntity,
  TaskPlanEntity,
  TaskStepEntity,
  TenantTierEntity,
  UploadPartEntity,
];
