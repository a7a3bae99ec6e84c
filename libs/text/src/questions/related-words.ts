import { stem } from '../words/stem.ts';

/** Words that ask for and state the same thing. A word may stand in several groups. */
const groups = `
maintain maintenance upkeep
cost price charge fee expense expensive pay
close shut closure closed
open opening inaugurate
begin start commence launch
end finish stop cease conclude
fail failure break crash outage
lose loss unavailable unreachable down missing disappear
notice detect discover spot observe
watch monitor observe
delete remove erase purge forget
make create produce generate
build construct erect construction
large big size
high height tall
long length
wide width broad breadth
deep depth
heavy weigh weight mass
fast speed quick
old age
hot temperature warm
strong strength
keep store retain retention hold save persist
write record log
send deliver transmit
receive get accept
expire expiry expiration valid lifetime live
repair fix mend restore
replace swap substitute
choose choice select pick
decide decision
allow permit permission let
forbid deny refuse reject block prohibit
limit maximum cap exceed largest highest upper
minimum lowest smallest
need require requirement necessary
buy purchase acquire
sell sale
own owner belong possess
lead head manage run
found establish foundation
invent invention develop devise
design designer architect
employ worker staff employee
live inhabit population inhabitant resident
grow growth increase rise
shrink decrease reduce fall decline
visit visitor
arrive arrival
depart departure leave
describe description
encrypt encryption
protect protection guard secure
check verify validate test inspect
repeat retry again
wait queue pending
happen occur
change modify update alter
name call
answer reply respond response
rotate rotation
back backup
copy replica duplicate
die death dead
born birth
located location lie situated
consist contain comprise hold
capacity hold contain carry
connect link join connection
split divide partition
approve approval sign
alert notify page inform tell
responsible owner
weekday day
cause reason because
`;

const build = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const related = new Map<string, Set<string>>();
  for (const line of groups.trim().split('\n')) {
    const stems = line.split(' ').map(stem);
    for (const one of stems) related.set(one, new Set([...(related.get(one) ?? []), ...stems]));
  }
  return related;
};

const relatedStems = build();

/**
 * The stems that mean much the same as one, such as those of maintain and maintenance, without itself. To do something
 * again is to do it: `repainted` is related to painted.
 */
export const relatedTo = (term: string): string[] => [
  ...[...(relatedStems.get(term) ?? [])].filter((other) => other !== term),
  `re${term}`,
];
