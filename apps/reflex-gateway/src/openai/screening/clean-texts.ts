import { LRUCache } from 'lru-cache';

/** UTF-16 code units of all texts together: 8 MiB at most. */
const maxLength = 4_194_304;
/** A longer text is screened again: it would push out too many others. */
const longest = 65_536;

/**
 * Remembers texts in which nothing was found. Every turn of a conversation sends all that was said before once more, and
 * every call of an application the same instructions: those are not screened again. A text in which something was found
 * is never kept, and tenants share nothing, so that nobody can tell from the time a call takes what another has sent.
 */
export class CleanTexts {
  readonly #texts = new LRUCache<string, true>({
    maxSize: maxLength,
    sizeCalculation: (_, key) => key.length,
  });

  /** @param scope what the finding depends on beside the text: whose it is and where it comes from */
  has(scope: string, text: string): boolean {
    return text.length <= longest && this.#texts.get(`${scope}\0${text}`) === true;
  }

  add(scope: string, text: string): void {
    if (text.length <= longest) this.#texts.set(`${scope}\0${text}`, true);
  }
}
