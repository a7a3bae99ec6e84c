import type { Target } from '../decide/candidate.ts';

/** What stands for whom a rule about spending could not name. */
const nobody = 'tenants';

/**
 * The tenant that caused more than this share of all costs. Where there is one only, that says nothing about it, and to
 * pause it would be to shut the platform.
 */
export const spenderOf = (costs: ReadonlyMap<string, number>, share: number): Target => {
  const spenders = [...costs].filter(([, cost]) => cost > 0).toSorted(([, a], [, b]) => b - a);
  const total = spenders.reduce((sum, [, cost]) => sum + cost, 0);
  const [first, second] = spenders;
  if (first === undefined) return { name: nobody, missing: 'No tenant has cost anything in the window.' };
  if (second === undefined)
    return { name: nobody, missing: 'One tenant only has cost anything in the window; it is not paused.' };
  const [tenant, cost] = first;
  return cost > share * total
    ? { name: tenant, tenantId: tenant }
    : {
        name: nobody,
        missing: `No tenant has caused more than ${Math.round(share * 100)} % of the cost.`,
      };
};
