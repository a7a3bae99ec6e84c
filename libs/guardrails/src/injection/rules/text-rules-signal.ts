import { injectionClasses } from '../injection-class.ts';
import type { InjectionSignal } from '../injection-signal.ts';
import { textRules } from './text-rules.ts';

/** The rules over characters. */
export const textRulesSignal: InjectionSignal = {
  *examine({ text, isRotated }) {
    if (isRotated) return;
    for (const { needles, pattern, id, injectionClass, severity, confidence, explanation } of textRules) {
      if (!needles.some((needle) => text.includes(needle))) continue;
      for (const { index: start, 0: match } of text.matchAll(pattern))
        yield {
          start,
          end: start + match.length,
          rule: id,
          injectionClass,
          severity: severity ?? injectionClasses[injectionClass],
          confidence,
          explanation,
          bits: 0,
        };
    }
  },
};
