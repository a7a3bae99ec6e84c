import { type Service, services } from '@octollm/catalogue';
import { ApiError } from '../actuators/http-api.ts';
import type { Target } from '../decide/candidate.ts';
import type { Rule } from '../policy/policy.ts';
import type { Alert } from '../webhook/alert.ts';
import { spenderOf } from './spender.ts';
import type { TenantCosts } from './tenant-usage.ts';

/** The service that an alert is about, if the platform has it and it `fits`. */
const serviceOf = ({ labels }: Alert, what: string, fits: (service: Service) => boolean): Target => {
  const name = labels['service'] ?? 'none';
  return services.some((service) => service.name === name && fits(service))
    ? { name }
    : { name, missing: `The alert is about ${name}, which is no ${what} of the platform.` };
};

const spender = async (
  { share, window_minutes: minutes }: Extract<Rule['action'], { kind: 'pause_tenant' }>,
  costs: TenantCosts | undefined,
  signal: AbortSignal,
): Promise<Target> => {
  if (costs === undefined) return { name: 'tenants', missing: 'REMEDIATOR_API_KEY is not set.' };
  try {
    return spenderOf(await costs.read(minutes, signal), share);
  } catch (error) {
    if (error instanceof ApiError) return { name: 'tenants', missing: error.message };
    throw error;
  }
};

/**
 * Finds what a rule would act on. It reads and changes nothing.
 * @param costs undefined when there is no key for the API of the platform
 */
export const findTarget = async (
  { action }: Rule,
  alert: Alert,
  costs: TenantCosts | undefined,
  signal: AbortSignal,
): Promise<Target> => {
  switch (action.kind) {
    case 'restart':
      return serviceOf(alert, 'service', () => true);
    case 'scale':
      return serviceOf(alert, 'service with replicas', ({ scaling }) => scaling.kind === 'replicas');
    case 'open_breaker':
      return serviceOf(alert, 'arm', ({ kind }) => kind === 'arm');
    case 'purge_cache':
      return { name: 'cache' };
    case 'pause_tenant':
      return spender(action, costs, signal);
  }
};
