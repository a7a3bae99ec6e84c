import type { DecompositionRule } from './decomposition.ts';

const share =
  /^(?:what|which|how large a) (?:percentage|per cent|percent|share|proportion|fraction) of (?:the |all |its )?(.{1,200}?) (is|are|was|were|has|have|do|does|did) (.{1,200})$/i;

/** `What percentage of A are B?` asks how many A there are, and how many of them are B. */
export const shareOfWhole: DecompositionRule = (question) => {
  const [, whole = '', verb = '', part = ''] = share.exec(question) ?? [];
  if (whole === '') return undefined;
  return {
    operation: 'share',
    questions: [
      { text: `How many ${whole}`, thing: whole.split(' ')[0] ?? whole },
      { text: `How many ${whole} ${verb} ${part}`, thing: part },
    ],
  };
};
