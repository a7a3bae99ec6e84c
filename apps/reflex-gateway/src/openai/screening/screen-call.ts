import { GuardianCheck, type GuardianOutput } from '@octollm/contracts';
import { detectors, type Origin, type Redaction, redactedTypes, screen } from '@octollm/guardrails';
import type { BodyFinding } from '../../guards/screen-body.ts';
import { CleanTexts } from './clean-texts.ts';
import { isPassedUnread } from './passed-unread.ts';
import { type TokenEntry, TokenList } from './token-list.ts';

/**
 * What becomes of personal data that is not redacted anyway: within the platform it stays, towards providers outside it
 * is hidden behind tokens that the answer can turn back, or masked where there is no answer in words.
 */
export type PersonalData = 'keep' | 'tokenise' | 'mask';

/** The body of a call of a model, as it goes to a thread. */
export interface CallScreening {
  readonly tenant: string;
  readonly body: object;
  readonly personalData: PersonalData;
}

/** What the guardrails say of a call. */
export interface ScreenedCall {
  readonly decision: GuardianOutput['decision'];
  readonly findings: readonly BodyFinding[];
  /** The body as it may go on; the same object when nothing was to be changed. */
  readonly body: object;
  readonly tokens: readonly TokenEntry[];
}

const checks = GuardianCheck.options;
const rank: Readonly<Record<GuardianOutput['decision'], number>> = { allow: 0, redact: 1, block: 2 };

/** What stays in place within the platform. */
const hideable: ReadonlySet<string> = new Set(
  detectors.filter(({ check, type }) => check === 'pii' && !redactedTypes.has(type)).map(({ type }) => type),
);

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Results of tools are the words of others: an instruction in them is out of place. */
const originWithin = (value: Readonly<Record<string, unknown>>, origin: Origin): Origin =>
  value.role === 'tool' || value.role === 'function' || value.type === 'function_call_output'
    ? 'content'
    : origin;

const cleanTexts = new CleanTexts();

/** Screens the texts of one call, wherever they stand, and remembers what it found. */
class CallReader {
  readonly findings: BodyFinding[] = [];
  readonly vault = new TokenList();
  readonly #tenant: string;
  readonly #personalData: PersonalData;
  readonly #path: string[] = [];
  decision: GuardianOutput['decision'] = 'allow';

  constructor({ tenant, personalData }: CallScreening) {
    this.#tenant = tenant;
    this.#personalData = personalData;
  }

  read(value: unknown, origin: Origin): unknown {
    if (typeof value === 'string') {
      const path = this.#path;
      const isPassed = isPassedUnread(value, path.at(-1) ?? '', path.at(-2) ?? '');
      return isPassed ? value : this.#text(value, origin);
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return this.#list(value, origin);
    return this.object(value as Readonly<Record<string, unknown>>, origin);
  }

  object(value: Readonly<Record<string, unknown>>, outer: Origin): Readonly<Record<string, unknown>> {
    const origin = originWithin(value, outer);
    let copy: Record<string, unknown> | undefined;
    for (const key of Object.keys(value)) {
      this.#path.push(key);
      const inner = value[key];
      const seen = this.read(inner, origin);
      const name = isPassedUnread(key, '', '') ? key : this.#text(key, origin);
      this.#path.pop();
      if (seen === inner && name === key) continue;
      copy ??= { ...value };
      if (name !== key) delete copy[key];
      copy[name] = seen;
    }
    return copy ?? value;
  }

  #list(list: readonly unknown[], origin: Origin): readonly unknown[] {
    let copy: unknown[] | undefined;
    for (const [index, inner] of list.entries()) {
      // Most lists of numbers are long.
      if (typeof inner === 'number') continue;
      this.#path.push(String(index));
      const seen = this.read(inner, origin);
      this.#path.pop();
      if (seen === inner) continue;
      copy ??= [...list];
      copy[index] = seen;
    }
    return copy ?? list;
  }

  #text(text: string, origin: Origin): string {
    const scope = `${origin}\0${this.#tenant}`;
    if (cleanTexts.has(scope, text)) return text;
    const { decision, findings, sanitized_text } = screen(text, checks, { origin });
    if (findings.length === 0) {
      cleanTexts.add(scope, text);
      return text;
    }
    const pointer = this.#path.map((key) => `/${escapePointer(key)}`).join('');
    for (const finding of findings) this.findings.push({ ...finding, pointer });
    if (rank[decision] > rank[this.decision]) this.decision = decision;
    if (this.#personalData === 'keep' || !findings.some(({ type }) => hideable.has(type)))
      return sanitized_text;
    const redaction: Redaction =
      this.#personalData === 'mask' ? { mode: 'mask' } : { mode: 'token', vault: this.vault };
    return screen(sanitized_text, ['pii'], { redactedTypes: hideable, redaction }).sanitized_text;
  }
}

/** Screens every text of a call with every check; the name of its model is none. */
export const screenCall = (screening: CallScreening): ScreenedCall => {
  const { body } = screening;
  const reader = new CallReader(screening);
  const { model, ...texts } = body as Readonly<Record<string, unknown>>;
  const seen = reader.object(texts, 'user');
  return {
    decision: reader.decision,
    findings: reader.findings,
    body: seen === texts ? body : { ...seen, model },
    tokens: reader.vault.entries,
  };
};
