/** What the words of a sentence say is computed in it. */
export interface Cues {
  readonly sum: boolean;
  readonly difference: boolean;
  /** A share changes: `rose by 5 %`. */
  readonly change: boolean;
  readonly average: boolean;
  readonly each: boolean;
  /** Years are counted, the first and the last included: `the three years 2021 to 2023`. */
  readonly yearsCounted: boolean;
}

const sum =
  /\b(?:together|in total|totals?|totall?ing|in all|altogether|combined|sum|plus|adds? up|overall|both|pays?|paid|comes? to|makes?|made up|all told|jointly)\b|[+]/i;
const difference =
  /\b(?:more|less|fewer|higher|lower|longer|shorter|faster|slower|quicker|earlier|later|after|before|older|younger|newer|above|below|differences?|differ|apart|by|gap|margin|without|took|takes|taking|lasted|range|spans?|increased?|decreased?|fall|fell|drop|rise|rose|decline|growth|further|closer|heavier|lighter|larger|smaller|bigger|deeper|wider|exceed(?:s|ed)?|reduction|saving|years|hours|minutes|days|not|others?|rest|remaining|remainder)\b|[-−–]/i;
const change =
  /\b(?:ris(?:e|es|en|ing)|rose|gr(?:ow|ew|own|ows|owth)|increas\w*|climb\w*|gain\w*|(?<!made )up|f[ae]ll(?:s|en|ing)?|drop\w*|declin\w*|decreas\w*|shr[aiu]nk\w*|reduc\w*|cut|down|more|less|fewer|higher|lower|lighter|heavier|smaller|bigger|taller|older|younger|newer|wider|deeper|cheaper|dearer|above|below|faster|slower|longer|shorter|larger|smaller|discount|saving)\b/i;
const average = /\b(?:averag\w*|mean|on average)\b/i;
const each =
  /\b(?:per|each|every|an?|apiece|apart|spans?|at|for one|needs?|times|costs?|so|average|for)\b|[x×*]/i;

export const cuesOf = (text: string): Cues => ({
  sum: sum.test(text),
  difference: difference.test(text),
  change: change.test(text),
  average: average.test(text),
  each: each.test(text),
  yearsCounted: /\b(?:the|these|those|all|over|during|within) (?:last |past )?[\p{L}\p{N}]+ years\b/iu.test(
    text,
  ),
});
