import { stem } from '@octollm/text';

/** Words that mean much the same; after `|` those that mean the opposite. A word stands in one line only. */
/** After `!` the second side says no to what it stands with. */
const lines = `
!allow permit admit authorise authorize let may can cannot | forbid prohibit ban deny refuse disallow bar
open inaugurate opening founded | close shut closure closed
start begin commence launch | end finish conclude
!continue | stop cease halt
rise grow increase climb gain widen up growth went-up | fall drop decline decrease shrink reduce down dip narrow sink went-down
above over higher exceed | below under beneath lower
more additional | less fewer
faster quicker | slower
longer | shorter
larger bigger greater | smaller
earlier sooner | later
older | younger newer
before prior | after following
include cover contain comprise participate | exclude omit
!succeed success | fail failure
support | oppose against
accept approve | reject
arrive | depart leave
north northern | south southern
east eastern | west western
buy purchase acquire sell sale sold
pay cost price fee | free gratis
abroad overseas export | home domestic
healthy | ill sick
first | last
safe | unsafe dangerous
possible able | impossible unable
available | unavailable
public | private
common frequent often | rare seldom rarely
cheap cheaper | expensive dearer
import | exported
present | absent
show display exhibit
die death dead
employ employee staff worker employment
lie situate located stand
build construct erect constructed
design designer architect
repair renovate renew refurbish restoration repaint repainting renovation
maintain maintenance upkeep
need require
keep retain store
delete remove erase
complete finished
weigh weight mass
record register measure
vehicle car
inhabitant resident population
child children kid
visitor visit guest
photograph photo picture photography
ticket fare admission
boat ship vessel
company firm business
revenue sales turnover
profit earnings
lend loan lent
run operate manage
annual yearly annually
daily dayly
trial study
drug medicine medication
encrypt encryption encrypted
`;

/** The meaning of a word: one name for all that mean the same, and which of two opposites it is. */
export interface Meaning {
  readonly name: string;
  /** The stem of the word. */
  readonly root: string;
  /** 1 or -1 where there is an opposite, otherwise 0. */
  readonly side: -1 | 0 | 1;
  /** Whether it says no to what it stands with: `is forbidden`, `failed`. */
  readonly denies: boolean;
}

const meanings = new Map<string, Meaning>();
for (const line of lines.trim().split('\n')) {
  const denying = line.startsWith('!');
  const sides = line
    .replace('!', '')
    .split('|')
    .map((side) => side.trim().split(' '));
  const name = stem(sides[0]?.[0] ?? '');
  for (const [index, side] of sides.entries())
    for (const word of side) {
      const meaning: Meaning = {
        name,
        root: stem(word),
        side: sides.length === 1 ? 0 : index === 0 ? 1 : -1,
        denies: denying && index === 1,
      };
      // The stem of founded is that of found, which is another word.
      for (const form of word === 'founded' ? [word] : [word, stem(word)])
        if (!meanings.has(form)) meanings.set(form, meaning);
    }
}

/** Words are few and stemming is slow; so many are remembered. */
const mostRemembered = 20_000;
const remembered = new Map<string, Meaning>();

/** The meaning of a folded word: that of the word itself, or of its stem, or the stem. */
export const meaningOf = (word: string): Meaning => {
  const known = meanings.get(word) ?? remembered.get(word);
  if (known !== undefined) return known;
  const root = stem(word);
  const meaning = meanings.get(root) ?? { name: root, root, side: 0, denies: false };
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(word, meaning);
  return meaning;
};
