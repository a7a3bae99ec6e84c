/** Which entries are asked for most, over all replicas. */
export interface Popularity {
  /** Counts a hit. It is told to the others later. */
  hit(id: string): void;
  /** The ids that were hit most, the hottest first. None while the store is away. */
  hottest(count: number): Promise<readonly string[]>;
  /** Tells the others what was counted. */
  flush(): Promise<void>;
}
