import type { ArmNews, Citation } from '@octollm/contracts';

/** An answer as far as it has been told. It is provisional: the task's result counts. */
export interface LiveText {
  /** Names the attempt that tells it; that of a later one is greater. Empty before anything was told. */
  readonly turn: string;
  readonly text: string;
  /** What the text cites. */
  readonly citations: readonly Citation[];
}

export const nothingTold: LiveText = { turn: '', text: '', citations: [] };

/** A piece of an answer. */
export interface LivePiece {
  readonly turn: string;
  /** Its offset (UTF-16) in the answer. */
  readonly at: number;
  readonly text: string;
  /** What it cites that no piece before it does. */
  readonly citations: readonly Citation[];
}

/**
 * What an answer is with one more piece. A piece of a later attempt takes the place of everything; one that does not
 * begin where the text ends is of no use, because something before it was lost.
 */
export const withPiece = (told: LiveText, { turn, at, text, citations }: LivePiece): LiveText => {
  const base = turn > told.turn ? nothingTold : told;
  if (turn < told.turn || at !== base.text.length) return told;
  return { turn, text: base.text + text, citations: [...base.citations, ...citations] };
};

/** Makes pieces out of what an arm tells in one call. */
export class PieceMaker {
  readonly #run: string;
  #turns = 0;
  #isBegun = false;
  #citations: readonly Citation[] = [];
  #cited = 0;

  /** @param run names the call; the name of a later call is greater, and as long */
  constructor(run: string) {
    this.#run = run;
  }

  /** The piece that a piece of news is; undefined when it is none. */
  take(news: ArmNews): LivePiece | undefined {
    if (news.type === 'sources') this.#citations = news.citations;
    if (news.type !== 'token') return undefined;
    if (news.at === 0 && this.#isBegun) {
      this.#turns += 1;
      this.#cited = 0;
    }
    this.#isBegun = true;
    const citations = this.#citations.slice(this.#cited);
    this.#cited = this.#citations.length;
    // Of a fixed length, so that turns are in the order of their texts.
    const turn = `${this.#run}.${String(this.#turns).padStart(4, '0')}`;
    return { turn, at: news.at, text: news.text, citations };
  }
}
