import { alertRoutingRules } from './alert-routing.ts';
import { alertingRules } from './alerts.ts';
import { availabilityRules } from './availability.ts';
import { backupRules } from './backups.ts';
import { burnRateRules } from './burn-rate.ts';
import { configurationRules } from './configuration.ts';
import { edgeRules } from './edge.ts';
import { graphRules } from './graph.ts';
import { hygieneRules } from './hygiene.ts';
import { identityRules } from './identity.ts';
import { imageRules } from './images.ts';
import { lifecycleRules } from './lifecycle.ts';
import { metricRules } from './metrics.ts';
import { networkRules } from './network.ts';
import { podSecurityRules } from './pod-security.ts';
import { quotaRules } from './quotas.ts';
import { rbacRules } from './rbac.ts';
import { resourceRules } from './resources.ts';
import type { Rule } from './rule.ts';
import { schemaRules } from './schema.ts';
import { statefulRules } from './stateful.ts';

/** Every rule, by its number. */
export const rules: readonly Rule[] = [
  ...podSecurityRules,
  ...identityRules,
  ...imageRules,
  ...configurationRules,
  ...resourceRules,
  ...lifecycleRules,
  ...availabilityRules,
  ...quotaRules,
  ...statefulRules,
  ...networkRules,
  ...edgeRules,
  ...graphRules,
  ...rbacRules,
  ...hygieneRules,
  ...schemaRules,
  ...alertingRules,
  ...metricRules,
  ...burnRateRules,
  ...alertRoutingRules,
  ...backupRules,
].sort((a, b) => a.id - b.id);
