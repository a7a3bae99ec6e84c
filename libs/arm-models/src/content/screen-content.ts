import {
  detectInjection,
  type InjectionFinding,
  type InjectionOptions,
  ruleSignals,
} from '@octollm/guardrails';
import type { ContentText } from '../session/question.ts';

/** A text that a model may read; without label and text when it was withheld. */
export interface ScreenedText {
  readonly label?: string;
  readonly text?: string;
}

export interface ScreenedContent {
  readonly texts: readonly ScreenedText[];
  readonly warnings: readonly string[];
  /** What was withheld although it is required, and why. */
  readonly missing: readonly string[];
}

const longestLabel = 100;

/**
 * Rules decide alone, as they do when documents come in: the classifier knows prose, takes every twentieth scientific
 * abstract and every fifth file of code for an attack, and what it takes would be missing in the answer.
 */
const options: InjectionOptions = { origin: 'content', signals: ruleSignals };

const isSevere = ({ severity }: InjectionFinding): boolean => severity === 'critical' || severity === 'high';

const withheld = (label: string, { rule }: InjectionFinding): string =>
  `The text ${JSON.stringify(label.slice(0, longestLabel))} was withheld from the model: it tries to instruct it (rule ${rule}).`;

/**
 * Looks for instructions to the model in texts that may hold none. A text with a high or critical one is not given to
 * the model, and neither is its label: both are what its author wrote.
 */
export const screenContent = (content: readonly ContentText[]): ScreenedContent => {
  const warnings: string[] = [];
  const missing: string[] = [];
  const texts = content.map(({ label, text, required = false }) => {
    const severe = detectInjection(`${label}\n\n${text}`, options).find(isSevere);
    if (severe === undefined) return { label, text };
    (required ? missing : warnings).push(withheld(label, severe));
    return {};
  });
  return { texts, warnings, missing };
};
