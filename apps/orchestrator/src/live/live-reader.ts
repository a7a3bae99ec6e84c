import { type LivePiece, type LiveText, nothingTold, withPiece } from './live-text.ts';

/** One who reads the answer of a task along. However slow they are, nothing is kept for them but the text itself. */
export class LiveReader {
  readonly #onClose: () => void;
  #text = nothingTold;
  #hasChanged = false;
  #wake: (() => void) | undefined;

  /** @param onClose hears that nobody reads any more */
  constructor(onClose: () => void) {
    this.#onClose = onClose;
  }

  /** The answer as far as it has been told. */
  get text(): LiveText {
    return this.#text;
  }

  take(piece: LivePiece): void {
    const text = withPiece(this.#text, piece);
    if (text === this.#text) return;
    this.#text = text;
    this.#hasChanged = true;
    this.#wake?.();
  }

  /** Resolves when the text is another than at the last call. */
  async changed(): Promise<void> {
    if (!this.#hasChanged)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    this.#hasChanged = false;
  }

  close(): void {
    this.#onClose();
  }
}
