import { MemoryVault, redactedTypes, restore, screen, type TokenVault } from '@octollm/guardrails';

const checks = ['pii', 'secrets'] as const;

/** Writes values so that they stand between the quotes of a JSON string. */
const inJson = (vault: TokenVault): TokenVault => ({
  tokenFor: (type, value) => vault.tokenFor(type, value),
  valueOf: (type, token) => {
    const value = vault.valueOf(type, token);
    return value === undefined ? undefined : JSON.stringify(value).slice(1, -1);
  },
});

/**
 * Hides from models what the default policy hides from them: cards, social security numbers and secrets always, other
 * data that point at a person behind tokens when the model is outside of the platform. Tokens are the same in all
 * texts of one object, and what they stand for comes back in answers.
 */
export class HiddenValues {
  readonly #vault = new MemoryVault();
  readonly #forJson = inJson(this.#vault);
  #hasTokens = false;
  #hasMasked = false;

  /** Whether a text has been given a token. */
  get hasTokens(): boolean {
    return this.#hasTokens;
  }

  /** Whether something was hidden that does not come back. */
  get hasMasked(): boolean {
    return this.#hasMasked;
  }

  /** The vault, for answers that come in pieces. */
  get vault(): TokenVault {
    return this.#vault;
  }

  /** The vault, for JSON that comes in pieces. */
  get vaultOfJson(): TokenVault {
    return this.#forJson;
  }

  hide(text: string, isExternal: boolean): string {
    const vault: TokenVault = {
      tokenFor: (type, value) => {
        this.#hasTokens = true;
        return this.#vault.tokenFor(type, value);
      },
      valueOf: (type, token) => this.#vault.valueOf(type, token),
    };
    const { findings, sanitized_text } = screen(
      text,
      checks,
      isExternal ? { destination: 'external', vault } : {},
    );
    this.#hasMasked ||= findings.some(({ type }) => redactedTypes.has(type));
    return sanitized_text;
  }

  /** An answer with the values in the place of their tokens. */
  restore(answer: string): string {
    return restore(answer, this.#vault);
  }

  /** JSON with the values in the place of their tokens. */
  restoreJson(json: string): string {
    return restore(json, this.#forJson);
  }
}
