import { formatSeconds } from './format-seconds.ts';
import type { Output } from './output.ts';

interface RunningPhase {
  readonly name: string;
  readonly began: number;
  detail: string;
}

const redrawMs = 100;
/** Where nothing can be updated in place, a phase that takes longer says that it runs. */
const announceAfterMs = 3_000;
const nameWidth = 22;

/** Shows what runs while it runs, and a line with its time when it has ended. */
export class Progress {
  readonly #output: Output;
  readonly #running = new Set<RunningPhase>();
  #redraw: NodeJS.Timeout | undefined;

  constructor(output: Output) {
    this.#output = output;
  }

  /**
   * Runs a phase. Phases may overlap.
   * @param work gets a function that says how far it is, such as `3 of 8`
   */
  async phase<T>(name: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T> {
    const phase: RunningPhase = { name, began: performance.now(), detail: '' };
    const late = setTimeout(() => this.#announce(phase), announceAfterMs);
    this.#running.add(phase);
    this.#redraw ??= setInterval(() => this.#draw(), redrawMs);
    this.#draw();
    try {
      const result = await work((text) => {
        phase.detail = text;
      });
      this.#end(phase, 'green', '✓');
      return result;
    } catch (error) {
      this.#end(phase, 'red', '✗');
      throw error;
    } finally {
      clearTimeout(late);
    }
  }

  #announce(phase: RunningPhase): void {
    if (!this.#output.isTerminal) this.#output.line(`  … ${phase.name}`);
  }

  #end(phase: RunningPhase, colour: 'green' | 'red', mark: string): void {
    this.#running.delete(phase);
    if (this.#running.size === 0) {
      clearInterval(this.#redraw);
      this.#redraw = undefined;
    }
    this.#draw();
    const detail = phase.detail === '' ? '' : `  ${phase.detail}`;
    const time = formatSeconds(performance.now() - phase.began).padStart(7);
    this.#output.line(
      `  ${this.#output.paint(colour, mark)} ${phase.name.padEnd(nameWidth)}${time}${detail}`.trimEnd(),
    );
  }

  #draw(): void {
    const parts = [...this.#running].map(({ name, began, detail }) =>
      [name, detail, formatSeconds(performance.now() - began)].filter((part) => part !== '').join(' '),
    );
    this.#output.status(parts.length === 0 ? '' : `  … ${parts.join(', ')}`);
  }
}
