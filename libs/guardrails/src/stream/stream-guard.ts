import type { Finding, GuardianCheck } from '@octollm/contracts';
import { sanitise } from '../sanitise.ts';
import { contentIn } from '../screen.ts';
import { Screening, type ScreeningOptions } from '../screening.ts';
import { CuttingPoints } from './cutting-points.ts';
import { KeyBlocks } from './key-blocks.ts';
import { formOf } from './span-forms.ts';

/** The checks that a stream can be put to. An injection is looked for in whole texts, before a model gets them. */
export type StreamCheck = Exclude<GuardianCheck, 'injection'>;

/** What is looked for in a stream and what becomes of it; see `screen`. */
export interface StreamGuardOptions extends ScreeningOptions {
  readonly checks: readonly StreamCheck[];
}

const limits = {
  /** The most that is held back, in characters: more than the longest private key takes. */
  held: 24_000,
  /** What is held back while something that may be of several words is to be hidden: the longest that is found whole. */
  phrase: 256,
  /** What is kept of what has gone out: words that announce a value stand closer. */
  context: 160,
  /** Where the kept part is cut at last when it has no better place. */
  longestContext: 1_024,
  /** What stays back of a word that is too long to be held: a value that is not whole yet may end there. */
  tail: 1_024,
};
const space = /\s/;
/** Where a value without white space ends that is too long to be held back. */
const endOfWord = /[\s"'`,;<>()]/;

/**
 * Screens a text that comes in parts, such as the tokens of a model: put together, what it gives is what `screen` makes
 * of the whole, wherever the text was cut. Use one for each channel: each choice, and each tool call's arguments.
 *
 * Held back is what may be part of something that is to be hidden: the last word, while digits go on the group of
 * digits, and a private key until it ends; besides, the last 256 characters when a type is to be hidden that may
 * consist of several words. Never more than 24,000 characters: a longer value is hidden, and what follows is dropped
 * until the value ends. The time is linear: a part is looked at when it goes out, with at most 1,024 characters before
 * it.
 */
export class StreamGuard {
  readonly #screening: Screening;
  readonly #checks: readonly StreamCheck[];
  readonly #hasPhrases: boolean;
  readonly #hasBlocks: boolean;
  readonly #points = new CuttingPoints();
  readonly #block = new KeyBlocks();
  readonly #findings: Finding[] = [];
  /** What has gone out, as it was written, as far as it matters for what comes. */
  #context = '';
  #held = '';
  /** The offset of the context in the stream. */
  #offset = 0;
  #isBlocked = false;
  #isDropping = false;
  /** How long the held text must be before it is looked at again, after nothing of it could go out. */
  #next = 0;

  constructor({ checks, ...options }: StreamGuardOptions) {
    this.#checks = checks;
    this.#screening = new Screening(checks, { direction: 'output', ...options });
    const forms = new Set(Array.from(this.#screening.hiddenTypes, formOf));
    this.#hasPhrases = forms.has('phrase');
    this.#hasBlocks = forms.has('block');
  }

  /** What has been found so far, at offsets of the whole stream. */
  get findings(): readonly Finding[] {
    return this.#findings;
  }

  /** Whether something was found that the policy blocks: nothing goes out any more. What went out before is out. */
  get isBlocked(): boolean {
    return this.#isBlocked;
  }

  /** Takes a part of the text and gives what can go out. */
  push(chunk: string): string {
    if (this.#isBlocked) return '';
    this.#held += this.#isDropping ? this.#afterDropped(chunk) : chunk;
    if (this.#held.length > limits.held) return this.#overflow();
    const until = this.#cut();
    return until > 0 && this.#held.length >= this.#next ? this.#release(until) : '';
  }

  /** Ends the text and gives the rest of it. */
  end(): string {
    return this.#isBlocked || this.#held === '' ? '' : this.#release(this.#held.length);
  }

  /** Where what is held can be cut, 0 when nowhere. */
  #cut(): number {
    let until = this.#points.in(this.#held);
    if (this.#hasBlocks) until = this.#block.outside(this.#held, until);
    if (!this.#hasPhrases) return until;
    return Math.max(0, Math.min(until, this.#held.lastIndexOf(' ', this.#held.length - limits.phrase) + 1));
  }

  /** Lets the held text out up to a point, or to the word in which something hidden begins that stands across it. */
  #release(wanted: number): string {
    const text = this.#context + this.#held;
    const from = this.#context.length;
    const found = this.#screening.find(text);
    const hidden = this.#screening.hidden(found);
    const isEnd = wanted === this.#held.length;
    const until = Math.max(from, isEnd ? text.length : wordBefore(text, from + wanted, hidden));
    // A share longer each time: otherwise a text that cannot go out would be looked at again for each part of it.
    this.#next = until === from ? 1.25 * this.#held.length : 0;
    if (until === from) return '';
    const hiddenIn = (of: string) => this.#screening.hiddenIn(of);
    const first = hidden.filter(({ start }) => start < until);
    const clean = sanitise({ text, marks: [from, until] }, hiddenIn, this.#screening.replace, first);
    this.#report(found, text, from, until);
    if (this.#isBlocked) return '';
    this.#keep(text, until);
    const [start, end] = clean.marks;
    return clean.text.slice(start, end);
  }

  /** Takes note of what ends in what goes out. */
  #report(found: readonly Finding[], text: string, from: number, until: number): void {
    const content = this.#checks.includes('content') ? contentIn(text.slice(0, until)) : [];
    for (const finding of [...this.#screening.reported(found), ...content]) {
      const action = this.#screening.actionFor(finding);
      if (finding.end <= from || finding.end > until || action === 'allow') continue;
      this.#findings.push({
        ...finding,
        start: finding.start + this.#offset,
        end: finding.end + this.#offset,
      });
      this.#isBlocked ||= action === 'block';
    }
  }

  #keep(text: string, until: number): void {
    const released = until - this.#context.length;
    this.#held = text.slice(until);
    this.#points.dropped(released);
    this.#block.dropped(released);
    const from = startOfContext(text, until);
    this.#context = text.slice(from, until);
    this.#offset += from;
  }

  /** Lets out what it can of too long a text: up to a point where it can be cut, or else all but its tail. */
  #overflow(): string {
    const point = this.#cut();
    const held = this.#held.length;
    const out = this.#release(point > 0 ? point : wholeCharacters(this.#held, held - limits.tail));
    return this.#held.length < held || this.#isBlocked ? out : this.#hideTooLong();
  }

  /** What is held is part of a value that is longer than what can be: it is hidden as far as it goes, and its rest dropped. */
  #hideTooLong(): string {
    const length = wholeCharacters(this.#held, this.#held.length);
    const text = this.#context + this.#held.slice(0, length);
    this.#isDropping = this.#screening.hiddenIn(text).some(({ end }) => end === text.length);
    const rest = this.#held.slice(length);
    this.#held = this.#held.slice(0, length);
    const out = this.#release(length);
    this.#held += rest;
    return out;
  }

  #afterDropped(chunk: string): string {
    const end = chunk.search(endOfWord);
    if (end < 0) return '';
    this.#isDropping = false;
    return chunk.slice(end);
  }
}

/** The last point up to a wanted one at which a word begins and nothing hidden is cut. */
const wordBefore = (text: string, wanted: number, hidden: readonly Finding[]): number => {
  let until = wanted;
  for (;;) {
    const across = hidden.find(({ start, end }) => start < until && end > until);
    if (across === undefined) return until;
    until = across.start;
    while (until > 0 && !space.test(text.charAt(until - 1))) until -= 1;
  }
};

/** A length at which no pair of surrogates is cut: the one that is wanted, or the one before. */
const wholeCharacters = (text: string, length: number): number =>
  /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length - 1 : length;

/** Where the kept part of a text begins: where it could be cut, far enough before its end. */
const startOfContext = (text: string, until: number): number => {
  const latest = until - limits.context;
  if (latest <= 0) return 0;
  const earliest = Math.max(0, until - limits.longestContext);
  const part = text.slice(earliest, latest);
  const point = new CuttingPoints().in(part);
  return point === 0 ? earliest : earliest + point;
};

/** A guard for one channel of a stream. */
export const createStreamGuard = (options: StreamGuardOptions): StreamGuard => new StreamGuard(options);
