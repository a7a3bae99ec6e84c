import type { GuardianOutput, ProcessRequest } from '@octollm/contracts';
import { detectors, screen } from '@octollm/guardrails';

/** Who asks for the guardrails alone wants a text without anything personal: each type is masked, not the usual few. */
const everyType: ReadonlySet<string> = new Set(detectors.map(({ type }) => type));

/** Screens a text by itself and masks all that is found in it. */
export const processText = ({ text, checks }: ProcessRequest): GuardianOutput =>
  screen(text, checks, { redactedTypes: everyType });
