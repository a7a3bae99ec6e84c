export { ArmNews } from './arms/arm-news.ts';
export {
  CodeMemory,
  CoderInput,
  CoderOperation,
  CoderOutput,
  Language,
  OutlineItem,
  SyntaxFinding,
  TestRun,
} from './arms/coder.ts';
export {
  CodeArgs,
  ExecutorInput,
  ExecutorOutput,
  executorTools,
  HttpGetArgs,
  HttpOutput,
  HttpPostArgs,
  RunOutput,
  SandboxName,
  ShellArgs,
  ToolName,
  type ToolTraits,
  WorkspaceFile,
} from './arms/executor.ts';
export {
  Finding,
  GuardianCheck,
  GuardianInput,
  GuardianOutput,
  Sink,
  TextDirection,
  TextOrigin,
  ValidationLevel,
} from './arms/guardian.ts';
export { JudgeInput, JudgeOutput } from './arms/judge.ts';
export { McpCallArgs, McpContent, McpListArgs, McpOutput, McpToolList } from './arms/mcp.ts';
export {
  MemoryType,
  RetrieverKeepInput,
  RetrieverKeepOutput,
  RetrieverRecallInput,
  RetrieverRecallOutput,
  RetrieverRememberInput,
  RetrieverRememberOutput,
  RetrieverSolutionsInput,
  RetrieverSolutionsOutput,
} from './arms/memory.ts';
export { GoalMemory, PlannableArm, PlannerInput, PlannerOutput, QueryType } from './arms/planner.ts';
export {
  RetrieverAnswerInput,
  RetrieverAnswerOutput,
  RetrieverAskInput,
  RetrieverAskOutput,
  RetrieverForgetInput,
  RetrieverForgetOutput,
  RetrieverIngestInput,
  RetrieverIngestOutput,
  RetrieverSearchInput,
  RetrieverSearchOutput,
} from './arms/retriever.ts';
export {
  BlockedByPolicyError,
  ConflictError,
  ForbiddenError,
  IdempotencyKeyReusedError,
  InvalidRequestError,
  NotFoundError,
  PayloadTooLargeError,
  RateLimitedError,
  RequestDroppedError,
  TenantPausedError,
  UnauthenticatedError,
  UnprocessableError,
  UnsupportedMediaTypeError,
} from './errors/client-errors.ts';
export { OctoError, type OctoErrorOptions } from './errors/octo-error.ts';
export { fieldProblems, maxFieldProblems, parseRequest, pointer } from './errors/parse.ts';
export { FieldProblem, Problem, problemMediaType } from './errors/problem.ts';
export { relayedError } from './errors/relayed-error.ts';
export {
  DeadlineExceededError,
  InternalError,
  OverloadedError,
  UnavailableError,
} from './errors/server-errors.ts';
export { openApiDocument } from './http/openapi.ts';
export { defaultBodyLimit, type Method, type Route, uploadMediaType } from './http/route.ts';
export { EventsHeaders, SubmitHeaders } from './http/routes/headers.ts';
export { CacheHeaders } from './http/routes/openai.ts';
export { allRoutes, extraModels, orchestratorRoutes, type RouteId, routes } from './http/routes.ts';
export { JsonRpcAnswer, JsonRpcError, JsonRpcMessage } from './mcp/json-rpc.ts';
export { toJsonRpcError } from './mcp/to-json-rpc-error.ts';
export { AgentAnswer, AgentQuery, ExecutionLogEntry } from './models/agent-query.ts';
export { FiringAlert, firingAlerts, firingAlertsPath } from './models/alerts.ts';
export { Answer, Artifact, Citation } from './models/answer.ts';
export { Approval, ApprovalRequest, ApprovalStatus, planApproval } from './models/approvals.ts';
export {
  Allowance,
  ArmAnomaly,
  ArmBreaker,
  ArmCapability,
  ArmError,
  ArmHealth,
  ArmId,
  ArmList,
  ArmRequest,
  ArmResponse,
  ErrorCategory,
  RegisteredArm,
} from './models/arm.ts';
export { AuditEntry, AuditTrail } from './models/audit.ts';
export { addUsage, Budget, noUsage, Usage } from './models/budget.ts';
export { CachedKind, CachePurge } from './models/cache.ts';
export { ChatEvent, ChatRequest } from './models/chat.ts';
export { Checkpoint, CheckpointList, ForkRequest } from './models/checkpoints.ts';
export {
  ActiveTask,
  ActiveTaskCount,
  DebugArms,
  DebugConfig,
  DebugQuery,
  DebugQueue,
  DebugQueues,
  DebugSetting,
  DebugTasks,
} from './models/debug.ts';
export {
  Document,
  DocumentRequest,
  DocumentStatus,
  DocumentUpload,
  longestUpload,
  MediaType,
} from './models/document.ts';
export { type EndpointClass, endpointClassOf, endpointShares } from './models/endpoint-classes.ts';
export { TaskEvent, TaskEventType } from './models/events.ts';
export {
  ExecuteRequest,
  ExecuteResponse,
  ExecutionEvent,
  ToolCall,
  ToolResult,
  ToolStatus,
  UserId,
} from './models/execute.ts';
export { Failure, FailureCount, FailureQuery, FailureReport } from './models/failures.ts';
export { HealingAct } from './models/healing.ts';
export { HealthReport } from './models/health.ts';
export { BreakerOrder, PauseOrder, TenantPause } from './models/holds.ts';
export { GraceSeconds, Key, KeyPage, KeyQuery, KeyRequest, KeyRotation, NewKey } from './models/keys.ts';
export { LimitHeaders, LimitMode } from './models/limit-mode.ts';
export { FailedItem, MapOutput } from './models/map-output.ts';
export { newId } from './models/new-id.ts';
export { Passages } from './models/passages.ts';
export { Latency, PerformanceQuery, PerformanceReport, Throughput } from './models/performance.ts';
export {
  Condition,
  ForEach,
  Plan,
  PlanStep,
  Repeat,
  RetryPolicy,
  Risk,
  StepId,
  StepStatus,
  stepOfUnit,
  UnitId,
} from './models/plan.ts';
export { type Known, PlatformStatus } from './models/platform-status.ts';
export { Id, Metadata, Ratio, Sha256, Timestamp, text } from './models/primitives.ts';
export { ProcessRequest } from './models/process.ts';
export { Provenance } from './models/provenance.ts';
export { Role, roleScopes } from './models/roles.ts';
export { allows, Scope } from './models/scopes.ts';
export { SearchMethod, SearchRequest, SearchResponse, SearchResult } from './models/search.ts';
export { Session, SessionMessage, SessionQuery } from './models/sessions.ts';
export {
  canTransition,
  isTerminal,
  statusesBefore,
  TaskStatus,
  type TerminalStatus,
} from './models/status.ts';
export {
  CancelRequest,
  Priority,
  Progress,
  SessionId,
  StepState,
  Task,
  TaskError,
  TaskPage,
  TaskPlan,
  TaskQuery,
  TaskRequest,
  TaskResult,
} from './models/task.ts';
export { Tier, type TierLimits, tierLimits } from './models/tiers.ts';
export { CallerClaims, CapabilityClaims } from './models/tokens.ts';
export { TaskUsage, UsageGroup, UsageItem, UsageQuery, UsageReport } from './models/usage-report.ts';
export {
  qualityScore,
  Scores,
  Severity,
  scoreWeights,
  ValidationIssue,
  ValidationResult,
} from './models/validation.ts';
export {
  ChatCompletion,
  ChatCompletionChoice,
  ChatCompletionChunk,
  ChatCompletionChunkChoice,
  ChatCompletionDelta,
  ChatCompletionMessage,
  ChatToolCallDelta,
  CompletionUsage,
} from './openai/chat-completion.ts';
export { ChatCompletionRequest, OpenAiMetadata } from './openai/chat-completion-request.ts';
export { ChatMessage, ChatToolCall } from './openai/chat-message.ts';
export { ChatResponseFormat, ChatTool, ChatToolChoice, JsonSchema } from './openai/chat-tool.ts';
export { ChatContentPart } from './openai/content-part.ts';
export { Embedding, EmbeddingInput, EmbeddingsRequest, EmbeddingsResponse } from './openai/embeddings.ts';
export { InsufficientQuotaError, ModelNotFoundError, UnsupportedParameterError } from './openai/errors.ts';
export { openAiLimits } from './openai/limits.ts';
export { OpenAiModel, OpenAiModelList } from './openai/models.ts';
export { OpenAiError } from './openai/open-ai-error.ts';
export { ResponseStreamEvent } from './openai/response-event.ts';
export {
  ResponseContentPart,
  ResponseInputItem,
  ResponseOutputItem,
  ResponseOutputPart,
  ResponseOutputText,
} from './openai/response-item.ts';
export { ResponseObject, ResponseUsage } from './openai/response-object.ts';
export { ResponseTextFormat, ResponseTool, ResponseToolChoice } from './openai/response-tool.ts';
export { ResponsesRequest } from './openai/responses-request.ts';
export { toOpenAiError } from './openai/to-open-ai-error.ts';
