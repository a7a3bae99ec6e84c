import type { Finding, GuardianCheck } from '@octollm/contracts';
import { detectors } from './detectors.ts';
import { mergeOverlaps } from './merge.ts';

/** What the checks find in a text, in the order of the text. Findings never overlap. */
export const scan = (text: string, checks: readonly GuardianCheck[]): readonly Finding[] =>
  mergeOverlaps(
    detectors
      .filter(({ check }) => checks.includes(check))
      .flatMap((detector) =>
        [...detector.detect(text)].map((span) => ({
          check: detector.check,
          type: detector.type,
          severity: detector.severity,
          ...span,
        })),
      ),
  );
