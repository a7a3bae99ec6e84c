import type { Finding } from '@octollm/contracts';
import { customDetector } from '../custom/custom-detector.ts';
import { CustomTypeError } from '../custom/custom-type-error.ts';
import type { Detector } from '../detector.ts';
import type { PolicyRule } from './policy-document.ts';
import { PolicyError } from './policy-error.ts';

const detectorOf = ({ id, when: { contains, matches } }: PolicyRule): Detector => {
  try {
    return customDetector({
      name: id,
      ...(contains === undefined ? {} : { words: contains }),
      ...(matches === undefined ? {} : { patterns: matches }),
    });
  } catch (error) {
    if (!(error instanceof CustomTypeError)) throw error;
    const field = matches === undefined ? 'when.contains' : 'when.matches';
    throw new PolicyError(`Rule ${id}, field ${field}: ${error.message}`, { cause: error });
  }
};

/**
 * The detector of a rule that looks at the text; undefined for a rule that does not.
 * @throws PolicyError when its words or patterns are not well formed, or find the mask that would stand for them
 */
export const textDetector = (rule: PolicyRule): Detector | undefined => {
  if (rule.when.contains === undefined && rule.when.matches === undefined) return undefined;
  const detector = detectorOf(rule);
  if ([...detector.detect(`[${rule.id}]`)].length > 0)
    throw new PolicyError(`Rule ${rule.id}, field id: It is the mask, and the rule itself would find it.`);
  return detector;
};

/** What a rule over the text finds. */
export const textFindings = (detector: Detector, text: string): readonly Finding[] =>
  Array.from(detector.detect(text), ({ start, end }) => ({
    check: 'policy',
    type: detector.type,
    severity: detector.severity,
    start,
    end,
  }));
