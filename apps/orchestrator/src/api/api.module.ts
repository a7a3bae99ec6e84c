import { Module } from '@nestjs/common';
import type { ConfigOf, orchestrator } from '@octollm/catalogue';
import { CallerClaims } from '@octollm/contracts';
import {
  CONFIG,
  TOKEN_DENY_LIST,
  type TokenDenyList,
  TokenDenyListModule,
  TokenVerifier,
} from '@octollm/service-kit';
import { ArmsModule } from '../arms/arms.module.ts';
import { BudgetModule } from '../budget/budget.module.ts';
import { VitalsModule } from '../health/vitals.module.ts';
import { LiveModule } from '../live/live.module.ts';
import { SessionRetention } from '../sessions/session-retention.ts';
import { StoresModule } from '../stores/stores.module.ts';
import { ActiveQueries } from '../tools/active-queries.ts';
import { ToolChoice } from '../tools/tool-choice.ts';
import { ToolExecution } from '../tools/tool-execution.ts';
import { AgentsController } from './agents.controller.ts';
import { ApprovalsController } from './approvals.controller.ts';
import { ArmsController } from './arms.controller.ts';
import { ChatController } from './chat.controller.ts';
import { CheckpointsController } from './checkpoints.controller.ts';
import { DebugController } from './debug.controller.ts';
import { DirectCall } from './direct-call.ts';
import { DocumentUploads } from './document-uploads.ts';
import { DocumentsController } from './documents.controller.ts';
import { EventsController } from './events.controller.ts';
import { ExecuteController } from './execute.controller.ts';
import { OperationsController } from './operations.controller.ts';
import { QueueLength } from './queue-length.ts';
import { SessionsController } from './sessions.controller.ts';
import { SubmissionController } from './submission.controller.ts';
import { TaskFollower } from './task-follower.ts';
import { TaskIntake } from './task-intake.ts';
import { TaskWaiter } from './task-waiter.ts';
import { TasksController } from './tasks.controller.ts';
import { UsageController } from './usage.controller.ts';

/** The API of the orchestrator, for the gateway. */
@Module({
  imports: [StoresModule, ArmsModule, BudgetModule, LiveModule, VitalsModule, TokenDenyListModule],
  controllers: [
    SubmissionController,
    TasksController,
    EventsController,
    DocumentsController,
    ArmsController,
    UsageController,
    OperationsController,
    ExecuteController,
    AgentsController,
    ApprovalsController,
    ChatController,
    CheckpointsController,
    SessionsController,
    DebugController,
  ],
  providers: [
    TaskIntake,
    TaskWaiter,
    TaskFollower,
    QueueLength,
    SessionRetention,
    DirectCall,
    DocumentUploads,
    ToolExecution,
    ToolChoice,
    ActiveQueries,
    {
      provide: TokenVerifier,
      inject: [CONFIG, TOKEN_DENY_LIST],
      useFactory: (config: ConfigOf<typeof orchestrator>, denyList: TokenDenyList) =>
        new TokenVerifier({
          issuer: 'reflex-gateway',
          audience: 'orchestrator',
          jwk: config.GATEWAY_PUBLIC_KEY,
          schema: CallerClaims,
          // The gateway uses a token for half a minute.
          remembered: 10_000,
          denyList,
        }),
    },
  ],
})
export class ApiModule {}
