import type { ArmHealth } from '@octollm/contracts';

/** How an arm stands at the moment, as far as choosing among arms goes. */
export interface ArmStanding {
  readonly armId: string;
  readonly health: ArmHealth;
  /** `probe_due`: the circuit is open no longer, and the next call shows whether the arm is back. */
  readonly circuit: 'closed' | 'probe_due' | 'open';
  /** Calls in flight and waiting over what may be in flight; above 1 calls wait. */
  readonly load: number;
  /** Whether the next call would be refused because too many wait. */
  readonly full: boolean;
  /** From 0 to 1. */
  readonly successRate: number;
  readonly latencyMs: number;
  /** From 1, cheap, to 5, dear. */
  readonly costTier: number;
}

/** Whether an arm can be expected to carry out a call that is made now. */
export const isUsable = ({ health, circuit, full }: ArmStanding): boolean =>
  health !== 'unhealthy' && circuit !== 'open' && !full;

/** The worst comes last: an unhealthy arm may answer nevertheless, a full one may have room soon, an open one is not called. */
const troubleOf = (standing: ArmStanding): number => {
  if (isUsable(standing)) return 0;
  if (standing.circuit === 'open') return 3;
  return standing.full ? 2 : 1;
};

/** One millisecond more or less is nothing, and nothing is divided by zero. */
const latencyGrain = 1;

/**
 * How good a choice an arm is, from 0 to 1: four tenths its success rate, a quarter how idle it is, two tenths how
 * fast it is beside the fastest, and 0.15 how cheap its tier is.
 */
export const scoreOf = (standing: ArmStanding, fastestMs: number): number =>
  0.4 * standing.successRate +
  0.25 * (1 - Math.min(standing.load, 1)) +
  0.2 * ((fastestMs + latencyGrain) / (standing.latencyMs + latencyGrain)) +
  0.15 * ((5 - standing.costTier) / 4);

/**
 * Orders arms that can do the same, the best first. An unhealthy, full or open arm never comes before one that is
 * not. Among those that can be used the preferred one is first; then one whose probe is due, since only a call can
 * close its circuit; then the one with the highest score. Equal ones are ordered by name.
 */
export const rankArms = (standings: readonly ArmStanding[], preferred?: string): readonly ArmStanding[] => {
  const fastestMs = Math.min(...standings.map(({ latencyMs }) => latencyMs));
  const key = (standing: ArmStanding): readonly number[] => [
    troubleOf(standing),
    standing.armId === preferred ? 0 : 1,
    standing.circuit === 'probe_due' ? 0 : 1,
    -scoreOf(standing, fastestMs),
  ];
  return standings
    .map((standing) => ({ standing, key: key(standing) }))
    .toSorted((a, b) => {
      const difference = a.key.map((part, index) => part - (b.key[index] ?? 0)).find((part) => part !== 0);
      return difference ?? (a.standing.armId < b.standing.armId ? -1 : 1);
    })
    .map(({ standing }) => standing);
};
