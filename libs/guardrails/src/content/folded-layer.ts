import { foldCharacter } from '../injection/normalise/fold-character.ts';
import { Edits } from '../layers/edits.ts';
import { encodingBit } from '../layers/encoding.ts';
import { Layer } from '../layers/layer.ts';

const eachNonAscii = /[^\0-\x7f]/gu;

/** A layer whose characters are folded, as `foldText` does, and which knows where each of them comes from. */
export const foldedLayer = (layer: Layer): Layer => {
  const edits = new Edits(layer);
  for (const { index, 0: character } of layer.text.matchAll(eachNonAscii)) {
    const fold = foldCharacter(character);
    if (fold !== character) edits.put(fold, index, index + character.length, encodingBit('lookalike'));
  }
  const folded = edits.build();
  // What is left beyond ASCII is folded, so that no character changes its length.
  return new Layer(folded.text.toLowerCase(), folded);
};
