/** So many terms are remembered, of all tenants together: about 10 MB. */
const mostTerms = 100_000;

interface Known {
  /** The state of the tenant's passages that the frequencies are of. */
  readonly version: string;
  readonly frequencies: Map<string, number>;
}

/**
 * How many passages hold a term, as long as the tenant's passages stay as they are. Counting a frequent term takes the
 * database as long as there are passages with it, and searches ask for the same ones again and again.
 */
export class TermFrequencies {
  readonly #known = new Map<string, Known>();
  #size = 0;

  /** What is known of a tenant; it may be out of date. */
  of(tenantId: string): Known | undefined {
    return this.#known.get(tenantId);
  }

  /** Remembers frequencies in a state of the tenant's passages. What is known of another state is forgotten. */
  keep(tenantId: string, version: string, counted: ReadonlyMap<string, number>): void {
    if (this.#known.get(tenantId)?.version !== version) this.#forget(tenantId);
    const { frequencies } = this.#known.get(tenantId) ?? { frequencies: new Map<string, number>() };
    this.#size -= frequencies.size;
    for (const [term, count] of counted) frequencies.set(term, count);
    this.#size += frequencies.size;
    // The tenants that were looked for last stay.
    this.#known.delete(tenantId);
    this.#known.set(tenantId, { version, frequencies });
    for (const [oldest] of this.#known) {
      if (this.#size <= mostTerms) break;
      this.#forget(oldest);
    }
  }

  #forget(tenantId: string): void {
    this.#size -= this.#known.get(tenantId)?.frequencies.size ?? 0;
    this.#known.delete(tenantId);
  }
}
