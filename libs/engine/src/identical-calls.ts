/** A third call that is the same tells nothing that two have not told. */
const most = 2;

/** Counts the units that make the same call; the attempts of one unit are one call. */
export class IdenticalCalls {
  readonly #units = new Map<string, Set<string>>();

  /** Whether a unit may make this call; if so it counts. A unit that counts already may make it again. */
  admits(identity: string, unitId: string): boolean {
    const units = this.#units.get(identity) ?? new Set();
    if (!units.has(unitId) && units.size >= most) return false;
    this.#units.set(identity, units.add(unitId));
    return true;
  }
}
