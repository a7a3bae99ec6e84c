export interface QueueHooks {
  /** The reader is behind: nothing more should come for now. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** The reader has left before the end. */
  readonly left: () => void;
  /** When it aborts, what waits is not read any more: reading throws its reason. */
  readonly signal: AbortSignal;
}

/** How many items may wait before the sender is asked to pause. */
const highWater = 64;

interface Reader<Item> {
  readonly resolve: (result: IteratorResult<Item, undefined>) => void;
  readonly reject: (reason: unknown) => void;
}

const end: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** Hands items from a sender that pushes to one reader that pulls, and holds the sender back when the reader is slow. */
export class EventQueue<Item> implements AsyncIterableIterator<Item, undefined> {
  readonly #hooks: QueueHooks;
  #items: Item[] = [];
  #next = 0;
  #reader: Reader<Item> | undefined;
  #over = false;
  #failure: unknown;
  #paused = false;

  constructor(hooks: QueueHooks) {
    this.#hooks = hooks;
  }

  push(item: Item): void {
    if (this.#over) return;
    const reader = this.#reader;
    if (reader !== undefined) {
      this.#reader = undefined;
      reader.resolve({ done: false, value: item });
      return;
    }
    this.#items.push(item);
    if (this.#items.length - this.#next < highWater || this.#paused) return;
    this.#paused = true;
    this.#hooks.pause();
  }

  /** Nothing more will come. What waits is still read, then the error is thrown if there is one. */
  end(failure?: Error): void {
    if (this.#over) return;
    this.#over = true;
    this.#failure = failure;
    const reader = this.#reader;
    this.#reader = undefined;
    if (failure === undefined) reader?.resolve(end);
    else reader?.reject(this.#taken());
  }

  next(): Promise<IteratorResult<Item, undefined>> {
    if (this.#hooks.signal.aborted && this.#next < this.#items.length) this.#discard();
    if (this.#next < this.#items.length) return Promise.resolve({ done: false, value: this.#shift() });
    if (this.#failure !== undefined) return Promise.reject(this.#taken());
    if (this.#over) return Promise.resolve(end);
    if (this.#reader !== undefined) return Promise.reject(new Error('A stream has one reader.'));
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
    });
  }

  return(): Promise<IteratorResult<Item, undefined>> {
    const early = !this.#over;
    this.end();
    this.#items = [];
    this.#next = 0;
    this.#failure = undefined;
    if (early) this.#hooks.left();
    return Promise.resolve(end);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #discard(): void {
    this.#items = [];
    this.#next = 0;
    this.#over = true;
    this.#failure = this.#hooks.signal.reason;
  }

  /** A failure is thrown once, like that of a generator. */
  #taken(): unknown {
    const failure = this.#failure;
    this.#failure = undefined;
    return failure;
  }

  #shift(): Item {
    const item = this.#items[this.#next] as Item;
    this.#next++;
    if (this.#next === this.#items.length) {
      this.#items = [];
      this.#next = 0;
      if (this.#paused && !this.#over) {
        this.#paused = false;
        this.#hooks.resume();
      }
    }
    return item;
  }
}
