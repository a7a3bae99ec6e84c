import { afterString } from './json-string.ts';
import { JsonSyntaxError } from './json-syntax-error.ts';

const blank = /[ \t\n\r]*/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma';

const closing = { '{': '}', '[': ']' } as const;

/**
 * Checks a text by the grammar of JSON (RFC 8259). It keeps a stack of its own, so that the depth of the text
 * cannot exhaust that of the process, and says where the first mistake is, which `JSON.parse` often does not.
 */
class JsonChecker {
  readonly #text: string;
  readonly #open: (keyof typeof closing)[] = [];
  #offset = 0;
  #expected: Expected = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  /** @throws JsonSyntaxError at the first mistake */
  check(): void {
    for (;;) {
      this.#offset = this.#after(blank);
      if (this.#expected === 'comma' && this.#open.length === 0) break;
      this.#step(this.#text.charAt(this.#offset));
    }
    if (this.#offset < this.#text.length) this.#fail('Nothing may follow the value.');
  }

  #step(character: string): void {
    switch (this.#expected) {
      case 'comma':
        return this.#continue(character);
      case 'colon':
        if (character !== ':') this.#fail('A colon must follow the name.');
        return this.#move(1, 'value');
      case 'name or }':
        return character === '}' ? this.#close() : this.#name(character);
      case 'name':
        return this.#name(character);
      case 'value or ]':
        return character === ']' ? this.#close() : this.#value(character);
      case 'value':
        return this.#value(character);
    }
  }

  #value(character: string): void {
    if (character === '{' || character === '[') {
      this.#open.push(character);
      return this.#move(1, character === '{' ? 'name or }' : 'value or ]');
    }
    if (character === '"') return this.#moveTo(afterString(this.#text, this.#offset), 'comma');
    const end = this.#after(scalar);
    if (end === this.#offset) this.#fail(`A value must stand here${this.#instead(character)}.`);
    this.#moveTo(end, 'comma');
  }

  #name(character: string): void {
    if (character !== '"') this.#fail(`A name in double quotes must stand here${this.#instead(character)}.`);
    this.#moveTo(afterString(this.#text, this.#offset), 'colon');
  }

  #continue(character: string): void {
    const inner = this.#open.at(-1) ?? '[';
    if (character === ',') return this.#move(1, inner === '{' ? 'name' : 'value');
    if (character !== closing[inner])
      this.#fail(`A comma or ${closing[inner]} must stand here${this.#instead(character)}.`);
    this.#close();
  }

  #close(): void {
    this.#open.pop();
    this.#move(1, 'comma');
  }

  #instead(character: string): string {
    return character === '' ? ', but the text ends' : '';
  }

  #after(pattern: RegExp): number {
    pattern.lastIndex = this.#offset;
    return this.#offset + (pattern.exec(this.#text)?.[0].length ?? 0);
  }

  #move(by: number, expected: Expected): void {
    this.#moveTo(this.#offset + by, expected);
  }

  #moveTo(offset: number, expected: Expected): void {
    this.#offset = offset;
    this.#expected = expected;
  }

  #fail(message: string): never {
    throw new JsonSyntaxError(this.#offset, message);
  }
}

/** The first mistake in a text that should be JSON, or undefined when it is. */
export const jsonMistake = (text: string): JsonSyntaxError | undefined => {
  try {
    new JsonChecker(text).check();
    return undefined;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error;
    throw error;
  }
};
