/** What held calls wait for. */
export class Gate {
  #waiting: (() => void)[] = [];
  #open = false;

  /** Resolves at once when the gate is open, and else when it is opened. */
  async passed(): Promise<void> {
    if (!this.#open) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Lets everybody through from now on. */
  open(): void {
    this.#open = true;
    for (const pass of this.#waiting.splice(0)) pass();
  }

  /** Holds those that come from now on. */
  close(): void {
    this.#open = false;
  }
}
