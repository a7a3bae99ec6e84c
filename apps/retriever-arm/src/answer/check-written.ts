import {
  type Calculation,
  calculations,
  citationMarkers,
  type Figure,
  figures,
  proseSentences,
  type Quantity,
  sameFigure,
  withoutMarkers,
} from '@octollm/text';

/** What an answer may cite: `[n]` is the n-th. */
export interface CitedText {
  readonly title: string | null;
  readonly text: string;
}

/** Numbers in words are often no figures: `one of the bridges`. */
const isCounted = ({ text }: { readonly text: string }): boolean => /\p{Nd}/u.test(text);

/** The 100 of `36 / 240 × 100 = 15%` is from nowhere. */
const isHundred = (operand: Quantity, result: Quantity): boolean =>
  operand.value === 100 && operand.unit === null && result.unit?.dimension === 'share';

/**
 * What right calculations from figures of the sources add to these: their results, and the 100 of per cent. All other
 * operands must stand in the sources.
 */
const derivedBy = (
  written: readonly Calculation[],
  stated: readonly Figure[],
  isKnown: (figure: Figure) => boolean,
): Quantity[] => {
  const isFromSource = ({ start, end }: Quantity): boolean =>
    stated.some((figure) => figure.start < end && start < figure.end && isKnown(figure));
  return written
    .filter(({ isRight }) => isRight)
    .flatMap(({ operands, stated: result }) => {
      const others = operands.filter((operand) => !isFromSource(operand));
      return others.every((operand) => isHundred(operand, result)) ? [...others, result] : [];
    });
};

const faultsOfSentence = (sentence: string, passages: readonly CitedText[]): string[] => {
  const indexes = citationMarkers(sentence).map(({ index }) => index);
  const missing = indexes.filter((index) => passages[index - 1] === undefined);
  if (missing.length > 0)
    return [`[${missing.join('], [')}] is no passage: there are ${passages.length}, numbered from 1.`];
  const text = withoutMarkers(sentence);
  const all = figures(text);
  const stated = all.filter(isCounted);
  if (stated.length > 0 && indexes.length === 0)
    return [`"${sentence}" states a figure without the [n] of the passage it is from.`];
  const known = indexes.flatMap((index) => {
    const passage = passages[index - 1];
    return passage === undefined ? [] : figures(`${passage.title ?? ''}\n${passage.text}`);
  });
  const isKnown = (figure: Figure): boolean => known.some((other) => sameFigure(figure, other));
  const written = calculations(text);
  const derived = derivedBy(written, all, isKnown);
  return [
    ...written
      .filter(({ isRight }) => !isRight)
      .map((calculation) => `"${calculation.text}" is wrong: it comes to ${calculation.result}.`),
    ...stated
      .filter((figure) => !isKnown(figure) && !derived.some((other) => sameFigure(figure, other)))
      .map(
        (figure) =>
          `"${figure.text}" is not in passage [${indexes.join('], [')}], which is cited for it, and no calculation from its figures is written out.`,
      ),
  ];
};

/**
 * What is wrong with an answer that a model has written, a sentence each; none when every `[n]` is a passage, every figure
 * stands in a passage that its sentence cites or is the result of a right calculation from such, which the sentence
 * writes out, and there is a citation at all. Meaning is not judged here.
 */
export const faultsOf = (answer: string, passages: readonly CitedText[]): string[] => {
  if (citationMarkers(answer).length === 0)
    return ['There is no citation: end every sentence with the [n] of the passage that it is from.'];
  return proseSentences(answer).flatMap(({ text }) => faultsOfSentence(text, passages));
};
