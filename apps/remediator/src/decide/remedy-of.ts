import { services } from '@octollm/catalogue';
import type { Remedy } from '../actuators/actuator.ts';
import type { Rule } from '../policy/policy.ts';

/** The replicas that the catalogue lets a service have. */
const mostReplicas = (name: string): number => {
  const scaling = services.find((service) => service.name === name)?.scaling;
  return scaling?.kind === 'replicas' ? scaling.max : 1;
};

/** What a rule has done to a target. */
export const remedyOf = ({ action }: Rule, target: string, reason: string): Remedy => {
  switch (action.kind) {
    case 'restart':
      return { kind: 'restart', service: target };
    case 'scale':
      return { kind: 'scale', service: target, by: action.by, most: mostReplicas(target) };
    case 'purge_cache':
      return { kind: 'purge_cache', of: action.of };
    case 'open_breaker':
      return { kind: 'open_breaker', arm: target, forSeconds: action.for_seconds, reason };
    case 'pause_tenant':
      return { kind: 'pause_tenant', tenant: target, forSeconds: action.for_seconds, reason };
  }
};
