import type { Detector } from './detector.ts';

/** The parts of a text that a detector finds. */
export const found = (detector: Detector, text: string): readonly string[] =>
  [...detector.detect(text)].map(({ start, end }) => text.slice(start, end));
