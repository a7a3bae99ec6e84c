import type { Output } from '../output/index.ts';
import { formatLogLine } from './log-line.ts';

/** PostgreSQL tells much of its daily life; this much concerns a developer. */
const serious = /\b(?:WARNING|FATAL|PANIC):/;

/** Shows the logs of the services while it is switched on. */
export class LogFollower {
  readonly #output: Output;
  readonly #show: (line: string) => boolean;
  #isOn = false;

  /** @param show decides which lines are shown; all when left out */
  constructor(output: Output, show: (line: string) => boolean = () => true) {
    this.#output = output;
    this.#show = show;
  }

  on(): void {
    this.#isOn = true;
  }

  off(): void {
    this.#isOn = false;
  }

  line(service: string, line: string): void {
    const isWanted = service === 'postgres' ? serious.test(line) : this.#show(line);
    if (!this.#isOn || !isWanted) return;
    const text = formatLogLine(service, line, this.#output.paint);
    if (text !== undefined) this.#output.line(text);
  }
}
