const list = `
a about above after again against all also am an and any are aren't as at be because been before being below between both
but by can can't cannot could couldn't did didn't do does doesn't doing don't done down during each either else ever every
few for from further get gets got had hadn't has hasn't have haven't having he her here hers herself him himself his how
however i i'm i've if in into is isn't it its itself just let let's like may me might mine more most must my myself neither
no nor not now of off often on once one only or other others our ours ourselves out over own per please rather same shall
she should shouldn't since so some such than that that's the their theirs them themselves then there therefore these they
this those though through thus to too under until up upon us very via was wasn't we well were weren't what whatever when
whenever where whether which while who whoever whom whose why will with within without won't would wouldn't yet you your
yours yourself`;

/** English words that say nothing of a text's subject, folded. */
export const stopWords: ReadonlySet<string> = new Set(
  list
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll("'", '')),
);
