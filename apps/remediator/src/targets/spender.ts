import type { Target } from '../decide/candidate.ts';

/** What stands for whom a rule about spending could not name. */
const nobody = 'tenants';

/** The tenant that caused more than this share of all costs. */
export const spenderOf = (costs: ReadonlyMap<string, number>, share: number): Target => {
  const total = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
  const [first] = [...costs].toSorted(([, a], [, b]) => b - a);
  if (first === undefined || total === 0)
    return { name: nobody, missing: 'No tenant has cost anything in the window.' };
  const [tenant, cost] = first;
  return cost > share * total
    ? { name: tenant, tenantId: tenant }
    : {
        name: nobody,
        missing: `No tenant has caused more than ${Math.round(share * 100)} % of the cost.`,
      };
};
