import { foldCharacter } from '../injection/normalise/fold.ts';
import { Edits } from '../layers/edits.ts';
import { encodingBit } from '../layers/encoding.ts';
import { Layer } from '../layers/layer.ts';

const nonAscii = /[^\0-\x7f]/u;
const eachNonAscii = /[^\0-\x7f]/gu;

/** A layer in lower case, without marks and invisible characters, with letters that look alike made alike. */
export const foldedLayer = (layer: Layer): Layer => {
  if (!nonAscii.test(layer.text)) return new Layer(layer.text.toLowerCase(), layer);
  const known = new Map<string, string>();
  const edits = new Edits(layer);
  for (const { index, 0: character } of layer.text.matchAll(eachNonAscii)) {
    const fold = known.get(character) ?? foldCharacter(character);
    known.set(character, fold);
    if (fold !== character) edits.put(fold, index, index + character.length, encodingBit('lookalike'));
  }
  const folded = edits.build();
  // What is left beyond ASCII is folded, so that no character changes its length.
  return new Layer(folded.text.toLowerCase(), folded);
};
