import type { Finding, GuardianCheck } from '@octollm/contracts';
import type { Detector } from './detector.ts';
import { mergeOverlaps } from './merge.ts';
import { defaultPolicy } from './policy/default-policy.ts';
import type { Policy, PolicyView } from './policy/policy.ts';
import type { PolicyContext } from './policy/policy-context.ts';
import type { PolicyAction } from './policy/policy-document.ts';
import { redact } from './redaction/redact.ts';
import type { Redaction } from './redaction/redaction.ts';
import type { TokenVault } from './redaction/token-vault.ts';
import { findingsIn } from './scan.ts';

/** What decides what becomes of a text. Everything left out is as the default policy says. */
export interface ScreeningOptions extends PolicyContext {
  readonly policy?: Policy;
  /** The types of personal data and secrets that are redacted, instead of those of the policy. */
  readonly redactedTypes?: ReadonlySet<string>;
  /** What stands for what is redacted; masks when it is left out. */
  readonly redaction?: Redaction;
  /** Where values go that the policy wants back: without one they are redacted. */
  readonly vault?: TokenVault;
  /** Detectors of the caller's own, see `customDetector`. */
  readonly custom?: readonly Detector[];
}

const none: readonly Detector[] = [];

/** What is looked for in texts of one context and what becomes of it: for many texts, or for parts of one. */
export class Screening {
  readonly #checks: readonly GuardianCheck[];
  readonly #view: PolicyView;
  readonly #custom: readonly Detector[];
  readonly #redactedTypes: ReadonlySet<string> | undefined;
  readonly #redaction: Redaction | undefined;
  readonly #tokens: Redaction | undefined;
  /** The types that may be hidden; they win where findings overlap. */
  readonly hiddenTypes: ReadonlySet<string>;

  constructor(
    checks: readonly GuardianCheck[],
    { policy = defaultPolicy, redactedTypes, redaction, vault, custom = none, ...context }: ScreeningOptions,
  ) {
    this.#checks = checks;
    this.#view = policy.in(context);
    this.#custom = custom;
    this.#redactedTypes = redactedTypes;
    this.#redaction = redaction;
    this.#tokens = vault === undefined ? redaction : { mode: 'token', vault };
    this.hiddenTypes = redactedTypes ?? this.#typesHidden();
  }

  /** How strictly input is validated. */
  get level(): PolicyView['level'] {
    return this.#view.level;
  }

  /** What becomes of a finding. */
  actionFor(finding: Finding): PolicyAction {
    const { check, type } = finding;
    if (this.#redactedTypes !== undefined && (check === 'pii' || check === 'secrets'))
      return this.#redactedTypes.has(type) ? 'redact' : 'record';
    const action = this.#view.actionFor(finding);
    return action === 'record' && this.#isRedactedCustom(type) ? 'redact' : action;
  }

  /** What the checks and the policy's own rules find of what can be hidden, overlaps and all. */
  find(text: string): readonly Finding[] {
    return this.#findTypes(text);
  }

  /** What is to be hidden in a text. What never is, is not looked for: most of what is found stays in place. */
  hiddenIn(text: string): readonly Finding[] {
    return this.hidden(this.#findTypes(text, this.hiddenTypes));
  }

  #findTypes(text: string, types?: ReadonlySet<string>): readonly Finding[] {
    const found = findingsIn(text, this.#checks, this.#custom, types);
    if (!this.#checks.includes('policy')) return found;
    const own = this.#view.findIn(text);
    return own.length === 0 ? found : [...found, ...own];
  }

  /** What of it is reported: one finding for each place, in the order of the text. */
  reported(found: readonly Finding[]): readonly Finding[] {
    return mergeOverlaps(found, this.hiddenTypes);
  }

  /**
   * What of it is to be hidden, in the order of the text and without overlaps. What may stay in place makes nothing
   * longer that is hidden.
   */
  hidden(found: readonly Finding[]): readonly Finding[] {
    const hidden = found.filter((finding) => this.#isHidden(finding));
    return mergeOverlaps(hidden, this.hiddenTypes);
  }

  /** What stands in the place of a finding. */
  readonly replace = (finding: Finding, value: string): string => {
    const redaction = this.actionFor(finding) === 'tokenise' ? this.#tokens : this.#redaction;
    return redact(value, [{ ...finding, start: 0, end: value.length }], redaction);
  };

  #isHidden(finding: Finding): boolean {
    const action = this.actionFor(finding);
    return action === 'redact' || action === 'tokenise';
  }

  #isRedactedCustom(type: string): boolean {
    return this.#custom.some((detector) => detector.redacted && detector.type === type);
  }

  #typesHidden(): ReadonlySet<string> {
    const own = this.#custom
      .filter(({ check, type }) => this.#view.mayHide(check, type) || this.#isRedactedCustom(type))
      .map(({ type }) => type);
    return own.length === 0 ? this.#view.hiddenTypes : new Set([...this.#view.hiddenTypes, ...own]);
  }
}
