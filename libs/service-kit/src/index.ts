export {
  type ArmAction,
  ArmActionsError,
  type ArmCall,
  ArmFailure,
  ArmModule,
  type ArmResult,
} from './arm/index.ts';
export {
  LocalTokenDenyList,
  longestTokenSeconds,
  openTokenDenyList,
  TOKEN_DENY_LIST,
  type TokenDenyList,
  TokenDenyListModule,
  TokenSigner,
  TokenVerifier,
} from './auth/index.ts';
export { bootstrap } from './bootstrap.ts';
export {
  EndpointAllowlist,
  ForeignClients,
  jsonOf,
  readEvents,
  ServiceClient,
  ServiceClients,
  type ServiceRequest,
  UndeclaredCallError,
} from './clients/index.ts';
export { InjectConfig } from './configuration.ts';
export {
  contextUnder,
  currentContext,
  currentSpan,
  formatTraceparent,
  parseTraceparent,
  type RequestContext,
  type TraceContext,
  withContext,
} from './context/index.ts';
export {
  type CreatedService,
  createService,
  type ServiceConfig,
  type ServiceOptions,
} from './create-service.ts';
export {
  type HealthAccess,
  HealthModule,
  OverallHealth,
  Readiness,
  type ReadinessCheck,
} from './health/index.ts';
export {
  fastifyPath,
  giveUploadTime,
  HeadersOf,
  Implements,
  ROUTE,
  SchemaPipe,
  toOctoError,
  uploadIn,
} from './http/index.ts';
export { LIMITER_STORE, limiterStoreProvider, openStore } from './limits/index.ts';
export { createLogger, InjectLogger, LOGGER } from './logging/index.ts';
export {
  createMetrics,
  DatabaseMeter,
  GuardMeter,
  Metrics,
  type ModelCallEnd,
  ModelMeter,
  QueueMeter,
  type Screened,
  UndeclaredMetricError,
} from './metrics/index.ts';
export { ServiceStoppingError, Shutdown } from './shutdown.ts';
export { CONFIG, SERVICE } from './tokens.ts';
export { platformVersion } from './version.ts';
