import { GuardianCheck, type GuardianOutput } from '@octollm/contracts';
import {
  detectors,
  type InjectionOptions,
  type Origin,
  type Policy,
  type Redaction,
  redactedTypes,
  ruleSignals,
  screen,
} from '@octollm/guardrails';
import { type BodyFinding, BodyFindings } from '../../guards/body-findings.ts';
import { mapTexts, type TextPath, type TextTreatment } from '../../guards/map-texts.ts';
import { type Judgement, policyOf } from '../../guards/policy-of.ts';
import { apiWords } from './api-words.ts';
import { CleanTexts } from './clean-texts.ts';
import { bytes, partAt } from './part-bytes.ts';
import { type TokenEntry, TokenList } from './token-list.ts';

/**
 * What becomes of personal data that is not redacted anyway: within the platform it stays, towards providers outside it
 * is hidden behind tokens that the answer can turn back, or masked where there is no answer in words.
 */
export type PersonalData = 'keep' | 'tokenise' | 'mask';

/** The body of a call of a model, as it goes to a thread. */
export interface CallScreening {
  readonly judgement: Judgement;
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

/** What stays in place within the platform. */
const hideable: ReadonlySet<string> = new Set(
  detectors.filter(({ check, type }) => check === 'pii' && !redactedTypes.has(type)).map(({ type }) => type),
);

/** Who speaks in a text: who calls, who has written the application, or somebody whose words are handed on. */
type Speaker = Origin | 'operator';

/**
 * Instructions are what system messages are for, so that only rules look for injections in them, and not the classifier,
 * which knows instructions as such. Results of tools are the words of others: an instruction in them is out of place.
 */
const speakerIn = ({ role, type }: Readonly<Record<string, unknown>>, outer: Speaker): Speaker => {
  if (role === 'system' || role === 'developer') return 'operator';
  return role === 'tool' || role === 'function' || type === 'function_call_output' ? 'content' : outer;
};

/** Where a text of a speaker comes from, for the guardrails. */
const originOf = (speaker: Speaker): InjectionOptions =>
  speaker === 'operator' ? { origin: 'user', signals: ruleSignals } : { origin: speaker };

const cleanTexts = new CleanTexts();

/** Screens the texts of one call, wherever they stand, and remembers what it found. */
class CallReader implements TextTreatment<Speaker> {
  readonly found = new BodyFindings();
  readonly vault = new TokenList();
  readonly #caller: Omit<Judgement, 'rules'>;
  readonly #policy: Policy;
  readonly #personalData: PersonalData;

  constructor({ judgement: { rules, ...caller }, personalData }: CallScreening) {
    this.#caller = caller;
    this.#policy = policyOf(rules);
    this.#personalData = personalData;
  }

  scopeIn(value: Readonly<Record<string, unknown>>, outer: Speaker): Speaker {
    return speakerIn(value, outer);
  }

  key(key: string, path: TextPath, speaker: Speaker): string {
    return apiWords.has(key) ? key : this.#clean(key, path, speaker);
  }

  text(text: string, path: TextPath, around: Speaker): string {
    if (apiWords.has(text)) return text;
    // The system message of Open Responses.
    const speaker = path.length === 1 && path[0] === 'instructions' ? 'operator' : around;
    const part = partAt(text, path);
    if (part === undefined) return this.#clean(text, path, speaker);
    if (part === bytes) return text;
    const clean = this.#clean(part.text, path, speaker);
    return clean === part.text ? text : part.write(clean);
  }

  #clean(text: string, path: TextPath, speaker: Speaker): string {
    const scope = `${speaker}\0${this.#caller.tier}\0${this.#caller.tenant}`;
    if (cleanTexts.has(scope, text)) return text;
    const output = screen(text, checks, { ...this.#caller, ...originOf(speaker), policy: this.#policy });
    const { findings, sanitized_text } = output;
    if (findings.length === 0) {
      cleanTexts.add(scope, text);
      return text;
    }
    this.found.add(output, path);
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
  const seen = mapTexts<Speaker>(texts, 'user', reader);
  return {
    decision: reader.found.decision,
    findings: reader.found.all,
    body: seen === texts ? body : { ...(seen as object), model },
    tokens: reader.vault.entries,
  };
};
