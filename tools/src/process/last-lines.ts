const keep = 25;

/** The last lines a process wrote, oldest first. */
export class LastLines {
  readonly #lines: string[] = [];

  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > keep) this.#lines.shift();
  }

  get all(): readonly string[] {
    return [...this.#lines];
  }
}
