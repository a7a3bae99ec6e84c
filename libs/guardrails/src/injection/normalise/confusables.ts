/**
 * Letters of other scripts that look like Latin ones, after NFKD, in lower case (a choice from Unicode's
 * confusables.txt). Full-width and mathematical letters are not here: NFKD turns them into Latin ones.
 */
const pairs: readonly (readonly [string, string])[] = [
  // Cyrillic
  ['аеорсухіјѕԁһӏԛԝѵкмтвнгпз', 'aeopcyxijsdhlqwvkmtbhrnz'],
  // Greek
  ['αορικνυχτγεητωβμ', 'aopikvuxtyentwbu'],
  // Latin letters of other kinds
  ['ıɑɡʟɪɴʀʏᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱꜰʙɢʜøłđħ', 'iaglinryacdejkmoptuvwzsfbgholdh'],
  // Armenian and Cherokee
  ['ոսօհցⲟ', 'nuohgo'],
];

/** The Latin letter that a character looks like, by the character. */
export const confusables: ReadonlyMap<string, string> = new Map(
  pairs.flatMap(([from, to]) =>
    Array.from(from, (letter, index): [string, string] => [letter, to.charAt(index)]),
  ),
);
