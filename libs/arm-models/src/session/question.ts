import type { z } from 'zod';

/** A text that may not instruct: a passage, a tool's result, code, the answer of somebody else. */
export interface ContentText {
  /** What it is, for the model and for warnings, such as the title of a document. It is screened like the text. */
  readonly label: string;
  readonly text: string;
  /** Whether the question makes no sense without it: then the question fails when it must be withheld. @default false */
  readonly required?: boolean;
}

/**
 * Hears an answer while it is written: a piece, and its offset (UTF-16) in the answer. The offset is 0 again when an
 * answer broke off or was not valid, and another one begins. The model is read no faster than it resolves.
 */
export type Follow = (piece: string, at: number) => Promise<void>;

/** What a model is asked. */
export interface ModelQuestion {
  /** Instructions, written by us. */
  readonly system: string;
  /** The task; may hold the user's words. */
  readonly prompt: string;
  /**
   * Texts that may not instruct. Each is screened for injections, fenced and numbered from 1, and stands before the
   * prompt. One with a high or critical injection keeps its number, its text is withheld, and a warning says so.
   */
  readonly content?: readonly ContentText[];
  /** From 0, nearly the same answer every time, to 2. The model's own default when left out, or when it takes none. */
  readonly temperature?: number;
  /** The most tokens that the answer may have; fewer when the budget pays for fewer. @default 4096 */
  readonly maxAnswerTokens?: number;
  /** Hears the answer while it is written; of a JSON question, the JSON. @default nobody, and the answer comes whole */
  readonly follow?: Follow | undefined;
  /** From 0 to 1. Below 0.35 the small model is asked, when one is configured. */
  readonly complexity?: number;
}

/** What a model has said. */
export interface ModelAnswer {
  readonly text: string;
  /** Whether the answer ended only because it had as many tokens as it may. */
  readonly truncated: boolean;
}

/** A question that is to be answered with JSON. */
export interface JsonQuestion<T> extends ModelQuestion {
  readonly schema: z.ZodType<T>;
  /** Names what is asked for: letters, digits, `_` and `-`, at most 64. */
  readonly name: string;
  /** How often an answer that is not valid is sent back with the reasons. @default 2 */
  readonly repairs?: number;
  /** Further reasons why a value is not good, a sentence each; none when it is. */
  readonly check?: (value: T) => readonly string[];
}
