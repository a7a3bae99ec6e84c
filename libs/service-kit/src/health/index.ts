export { HealthModule, readinessProvider } from './health.module.ts';
export { HEALTH_ACCESS, type HealthAccess, openHealthAccess } from './health-access.ts';
export { OverallHealth } from './overall-health.ts';
export { Readiness, type ReadinessCheck } from './readiness.ts';
