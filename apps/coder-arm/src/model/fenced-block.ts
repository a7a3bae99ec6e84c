/** The code of an answer and the text around it. */
export interface FencedAnswer {
  readonly code: string;
  readonly explanation: string;
}

const fence = /^ {0,3}```/;

/** Splits an answer that holds exactly one fenced block (CommonMark, section 4.5). Anything else gives the reason. */
export const splitAnswer = (answer: string): FencedAnswer | { readonly reason: string } => {
  const lines = answer.split(/\r?\n/);
  const fences = lines.flatMap((line, index) => (fence.test(line) ? [index] : []));
  const [open, close] = fences;
  if (open === undefined) return { reason: 'The answer holds no fenced code block.' };
  if (close === undefined) return { reason: 'The fenced code block has no end.' };
  if (fences.length > 2) return { reason: 'The answer holds more than one fenced code block.' };
  return {
    code: lines.slice(open + 1, close).join('\n'),
    explanation: [...lines.slice(0, open), ...lines.slice(close + 1)].join('\n').trim(),
  };
};
