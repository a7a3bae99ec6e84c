import type { GuardianOutput, ProcessRequest } from '@octollm/contracts';
import { detectors, screen } from '@octollm/guardrails';
import { type Judgement, policyOf } from './policy-of.ts';

/** A text for the guardrails alone, as it goes to a thread. */
export interface TextProcessing {
  readonly request: ProcessRequest;
  readonly judgement: Judgement;
}

/** Who asks for the guardrails alone wants a text without anything personal: each type is masked, not the usual few. */
const everyType: ReadonlySet<string> = new Set(detectors.map(({ type }) => type));

/** Screens a text by itself and masks all that is found in it. */
export const processText = ({
  request: { text, checks },
  judgement: { rules, ...caller },
}: TextProcessing): GuardianOutput =>
  screen(text, checks, { ...caller, policy: policyOf(rules), redactedTypes: everyType });
