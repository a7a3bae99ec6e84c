import { quote } from '../custom/quote.ts';

/** The branches of a tree of words by their next character; an empty one is the end of a word. */
type Tree = Map<string, Tree>;

/** What stands for letters in leetspeak. */
const leet: Readonly<Record<string, string>> = { a: '4@', e: '3', i: '1!', o: '0', s: '5$', t: '7' };
/** The signs that a letter of a word is also written with, itself among them. */
export const signsFor = (character: string): readonly string[] => [
  character,
  ...Array.from(leet[character] ?? ''),
];
const letters = String.raw`a-z\d\u0400-\u04ff`;
/** Any ending of a word. */
const ending = `[${letters}]{0,24}`;

const sourceOfCharacter = (character: string): string => {
  if (character === '*') return ending;
  if (character === ' ') return String.raw`[\s_-]{1,3}`;
  const signs = leet[character];
  return signs === undefined ? quote(character) : `[${character}${signs}]`;
};

const treeOf = (words: readonly string[]): Tree => {
  const root: Tree = new Map();
  for (const word of words) {
    let tree = root;
    for (const character of word) {
      const next: Tree = tree.get(character) ?? new Map();
      tree.set(character, next);
      tree = next;
    }
    tree.set('', new Map());
  }
  return root;
};

/** One branch for each next character, so that a word costs its own length; the end comes last, so that longer words count. */
const sourceOfTree = (tree: Tree): string => {
  const branches = Array.from(tree)
    .filter(([character]) => character !== '')
    .map(([character, next]) => sourceOfCharacter(character) + sourceOfTree(next));
  if (tree.has('')) branches.push('');
  return branches.length === 1 ? (branches[0] ?? '') : `(?:${branches.join('|')})`;
};

/** Chinese and Japanese words stand without spaces between them. */
export const isWide = (word: string): boolean => word.charCodeAt(0) >= 0x2e_80;

/**
 * The source of a pattern for whole words in folded text, also in leetspeak and with other gaps between the words of a
 * phrase.
 */
export const wordPattern = (words: readonly string[]): string => {
  const wide = words.filter(isWide);
  const narrow = words.filter((word) => !isWide(word));
  const bounded = `(?<![${letters}])${sourceOfTree(treeOf(narrow))}(?![${letters}])`;
  return wide.length === 0 ? bounded : `(?:${bounded}|${sourceOfTree(treeOf(wide))})`;
};
