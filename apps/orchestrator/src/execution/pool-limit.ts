/** What a replica has measured since the last time. */
export interface LoadSample {
  /** The most tasks that were worked on at the same time. */
  readonly peakInFlight: number;
  /** The 99th percentile of how late the event loop was, in milliseconds. */
  readonly loopDelayMs: number;
  /** How much of the memory that the process may have is used, from 0 to 1. */
  readonly memoryShare: number;
}

export interface PoolBounds {
  readonly least: number;
  readonly most: number;
}

/** Above this the event loop answers everything late, lease renewals and health probes included. */
export const strainedLoopMs = 200;
/** Above this the garbage collector takes the time, and the kernel the process. */
export const strainedMemoryShare = 0.85;
/** Work in flight has to end before a smaller limit shows: so many samples nothing more is taken away. */
const restSamples = 4;
/** A limit that is not half used for so many samples was for another kind of load. */
const idleSamples = 40;
/** An additive step is this part of the most. */
const steps = 20;

/**
 * How many tasks a replica works on at the same time: additive increase and multiplicative decrease as TCP's congestion
 * window, with its slow start and its restart after idleness (RFC 5681, sections 3.1 and 4.1). While all places are
 * taken and nothing is strained the limit grows, twofold until the first strain and by a twentieth of the most
 * afterwards; under strain it halves; left unused it halves, too. It never leaves its bounds.
 */
export class PoolLimit {
  readonly #bounds: PoolBounds;
  #places: number;
  #slowStart = true;
  #resting = 0;
  #idle = 0;

  /** Begins with the least. */
  constructor(bounds: PoolBounds) {
    this.#bounds = bounds;
    this.#places = bounds.least;
  }

  get places(): number {
    return this.#places;
  }

  /** @returns the limit until the next sample */
  next({ peakInFlight, loopDelayMs, memoryShare }: LoadSample): number {
    this.#resting = Math.max(this.#resting - 1, 0);
    this.#idle = peakInFlight * 2 < this.#places ? this.#idle + 1 : 0;
    if (loopDelayMs > strainedLoopMs || memoryShare > strainedMemoryShare) this.#relieve();
    else if (peakInFlight >= this.#places) this.#grow();
    else if (this.#idle >= idleSamples) this.#forget();
    return this.#places;
  }

  #relieve(): void {
    if (this.#resting > 0) return;
    this.#slowStart = false;
    this.#resting = restSamples;
    this.#set(Math.floor(this.#places / 2));
  }

  #grow(): void {
    const step = Math.ceil(this.#bounds.most / steps);
    this.#set(this.#slowStart ? this.#places * 2 : this.#places + step);
  }

  #forget(): void {
    this.#idle = 0;
    this.#slowStart = true;
    this.#set(Math.floor(this.#places / 2));
  }

  #set(places: number): void {
    const { least, most } = this.#bounds;
    this.#places = Math.min(Math.max(places, least), most);
  }
}
