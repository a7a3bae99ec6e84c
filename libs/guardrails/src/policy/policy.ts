import { type Finding, Severity, type ValidationLevel } from '@octollm/contracts';
import type { Detector } from '../detector.ts';
import { detectors } from '../detectors.ts';
import { isAscii } from '../survey/is-ascii.ts';
import { readable } from '../survey/readable.ts';
import { parseDocument } from './parse-document.ts';
import { fitsContext, isWanted, type PolicyContext } from './policy-context.ts';
import type { Condition, PolicyAction, PolicyDocument, PolicyRule } from './policy-document.ts';
import { textDetector, textFindings } from './text-rule.ts';

interface CompiledRule {
  readonly rule: PolicyRule;
  readonly detector: Detector | undefined;
}

const isAtLeast = (severity: Severity, wanted: Severity): boolean =>
  Severity.options.indexOf(severity) >= Severity.options.indexOf(wanted);

const fitsFinding = (when: Condition, { check, type, severity, confidence = 1 }: Finding): boolean =>
  isWanted(when.check, check) &&
  isWanted(when.type, type) &&
  (when.severity_at_least === undefined || isAtLeast(severity, when.severity_at_least)) &&
  confidence >= (when.score_at_least ?? 0);

const isHiding = (action: PolicyAction | undefined): boolean => action === 'redact' || action === 'tokenise';

const none: readonly Finding[] = [];

/** A policy for texts of one context. */
export class PolicyView {
  readonly #rules: readonly CompiledRule[];
  readonly #ownActions: ReadonlyMap<string, PolicyAction>;
  /** The types that may be hidden, of the built-in detectors and of the rules over the text. */
  readonly hiddenTypes: ReadonlySet<string>;
  readonly #textDetectors: readonly Detector[];

  constructor(rules: readonly CompiledRule[]) {
    this.#rules = rules;
    this.#ownActions = new Map(
      rules.flatMap(({ rule: { id, action }, detector }) =>
        detector === undefined || action === undefined ? [] : [[id, action]],
      ),
    );
    this.#textDetectors = rules.flatMap(({ detector }) => detector ?? []);
    const own = [...this.#ownActions.keys()].filter((type) => this.mayHide('policy', type));
    const builtIn = detectors.filter(({ check, type }) => this.mayHide(check, type)).map(({ type }) => type);
    this.hiddenTypes = new Set([...builtIn, ...own]);
  }

  /** How strictly input is validated; `moderate` when no rule says. */
  get level(): ValidationLevel {
    return this.#rules.find(({ rule }) => rule.level !== undefined)?.rule.level ?? 'moderate';
  }

  /** What becomes of a finding: what its own rule says, or else the first rule that fits; it is recorded when none does. */
  actionFor(finding: Finding): PolicyAction {
    const own = finding.check === 'policy' ? this.#ownActions.get(finding.type) : undefined;
    if (own !== undefined) return own;
    const first = this.#rules.find(
      ({ rule, detector }) =>
        detector === undefined && rule.action !== undefined && fitsFinding(rule.when, finding),
    );
    return first?.rule.action ?? 'record';
  }

  /** Whether things of a type can be hidden at all. */
  mayHide(check: Finding['check'], type: string): boolean {
    return this.#rules.some(
      ({ rule: { id, when, action }, detector }) =>
        isHiding(action) &&
        (detector === undefined ? isWanted(when.check, check) && isWanted(when.type, type) : id === type),
    );
  }

  /** What the rules over the text find, in the text as it is read. They may overlap. */
  findIn(text: string): readonly Finding[] {
    if (this.#textDetectors.length === 0) return none;
    const plain = isAscii(text) ? undefined : readable(text);
    const found = this.#textDetectors.flatMap((detector) => textFindings(detector, plain?.text ?? text));
    if (plain === undefined) return found;
    return found.map((finding) => ({
      ...finding,
      start: plain.startOf(finding.start),
      end: plain.endOf(finding.end),
    }));
  }
}

/** Rules that decide what becomes of a text; the first that fits decides. */
export class Policy {
  /** As it was written, to be overridden. */
  readonly document: PolicyDocument;
  readonly #rules: readonly CompiledRule[];
  /** By which rules fit: there are fewer of them than contexts, and a text is often short beside making one. */
  readonly #views = new Map<string, PolicyView>();

  /** @throws PolicyError when the document is not well formed */
  constructor(document: unknown) {
    this.document = parseDocument(document);
    this.#rules = this.document.rules.map((rule) => ({ rule, detector: textDetector(rule) }));
  }

  /** The rules that fit a context. */
  in(context: PolicyContext): PolicyView {
    let fitting = '';
    for (const { rule } of this.#rules) fitting += fitsContext(rule.when, context) ? '1' : '0';
    let view = this.#views.get(fitting);
    if (view === undefined) {
      view = new PolicyView(this.#rules.filter((_, index) => fitting[index] === '1'));
      this.#views.set(fitting, view);
    }
    return view;
  }
}
