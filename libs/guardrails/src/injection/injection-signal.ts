import type { Severity } from '@octollm/contracts';
import type { Span } from '../detector.ts';
import type { InjectionClass } from './injection-class.ts';
import type { Token } from './tokens/token.ts';

/**
 * Where a text comes from. `user`: who may give instructions wrote it. `content`: a passage, a page, an e-mail, a
 * tool's result, in which any instruction to the model is out of place.
 */
export type Origin = 'user' | 'content';

/** A text as signals see it: one layer of decoding, folded, with its words. */
export interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly origin: Origin;
  /** Whether words were read through rot13: then `text` is not what `tokens` were made of. */
  readonly isRotated: boolean;
}

/** What a signal saw, at offsets of the reading's text. */
export interface InjectionSighting extends Span {
  readonly rule: string;
  readonly injectionClass: InjectionClass;
  readonly severity: Severity;
  /** From 0 to 1. */
  readonly confidence: number;
  /** What the text does, for people: `tells the model to drop its instructions`. */
  readonly explanation: string;
  /** Bits of decodings of the words themselves, such as leetspeak. */
  readonly bits: number;
  /** Whether it says that there is an attack, but not of which kind. Left out where a finding that is as severe says more. */
  readonly isGeneral?: boolean;
  /** The parts that speak for it most, when that is not all of it. */
  readonly evidence?: readonly Span[];
}

/**
 * Something that recognises injections: a set of rules, a trained classifier. Its time must be linear in the reading,
 * and no word in a text may switch it off.
 */
export interface InjectionSignal {
  examine(reading: Reading): Iterable<InjectionSighting>;
}
