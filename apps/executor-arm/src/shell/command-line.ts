import { refused } from '../failures.ts';

/** What a shell would act on outside quotes. There is no shell, so a line that needs one is not what it looks like. */
const metacharacters = /[|&;<>()$`\\*?[\]{}\r\n\0]/;
/** What a shell would act on between double quotes. */
const inDoubleQuotes = /[$`\\\r\n\0]/;

const needsShell = (character: string) =>
  refused(
    'metacharacters_refused',
    `${JSON.stringify(character)} means something to a shell, and there is none: one program is run with the arguments as they stand. Quote it, or give program and args.`,
  );

/** Where a word of the line may go on: outside quotes, or a quoted part. */
const part = /[^\s'"]+|'([^']*)'|"([^"]*)"/y;

const checked = (text: string, forbidden: RegExp): string => {
  const found = forbidden.exec(text);
  if (found !== null) throw needsShell(found[0]);
  return text;
};

/**
 * Splits a line into words at spaces, with quotes as in a shell but nothing else that a shell does.
 * @throws ArmFailure (policy) for what only a shell understands and for a quote that is not closed
 */
export const splitCommandLine = (line: string): string[] => {
  const words: string[] = [];
  let open = false;
  for (let at = 0; at < line.length; ) {
    if (/\s/.test(line.charAt(at))) {
      checked(line.charAt(at), metacharacters);
      open = false;
      at += 1;
      continue;
    }
    part.lastIndex = at;
    const found = part.exec(line);
    if (found === null) throw refused('metacharacters_refused', `Close the quote ${line.charAt(at)}.`);
    const [whole, single, double] = found;
    const text =
      single ?? (double === undefined ? checked(whole, metacharacters) : checked(double, inDoubleQuotes));
    if (!open && single === undefined && double === undefined && /^[~#]/.test(text))
      throw needsShell(text.charAt(0));
    if (open) words.push(`${words.pop() ?? ''}${text}`);
    else words.push(text);
    open = true;
    at += whole.length;
  }
  return words;
};
