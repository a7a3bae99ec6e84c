import { isUtf8 } from 'node:buffer';
import { DocumentRefusedError } from './refusal.ts';

/** A text, and what its reader should know of how it was decoded. */
export interface DecodedText {
  readonly text: string;
  readonly warnings: readonly string[];
}

const lineFeed = 0x0a;

const marks: readonly { readonly bytes: readonly number[]; readonly encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

const decoderFor = (label: string, fatal = false): InstanceType<typeof TextDecoder> | undefined => {
  try {
    return new TextDecoder(label, { fatal });
  } catch (error) {
    // A label that nobody knows is as good as none.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

const decodeMarked = (bytes: Uint8Array, encoding: string): DecodedText => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    return { text: decoder.decode(bytes), warnings: [] };
  } catch (cause) {
    throw new DocumentRefusedError(
      `The text says that it is ${encoding.toUpperCase()} and is not, or is cut off. Send it in UTF-8.`,
      { cause },
    );
  }
};

/** Decodes every line for itself, since texts that were put together from several often have several encodings. */
const decodeLines = (bytes: Buffer): DecodedText => {
  const windows = new TextDecoder('windows-1252');
  const parts: string[] = [];
  let others = 0;
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(lineFeed, start);
    const end = feed === -1 ? bytes.length : feed + 1;
    const line = bytes.subarray(start, end);
    if (isUtf8(line)) parts.push(line.toString('utf8'));
    else {
      parts.push(windows.decode(line));
      others += 1;
    }
    start = end;
  }
  const lines = others === 1 ? '1 line is' : `${others} lines are`;
  return {
    text: parts.join(''),
    warnings: [`${lines} not UTF-8 and were read as windows-1252. Send the text in UTF-8 if it looks wrong.`],
  };
};

/**
 * Decodes a text: by its byte order mark, by the encoding that is declared for it, as UTF-8, or line by line as UTF-8 and
 * windows-1252.
 * @param declared a label of the Encoding standard; one that is unknown does not count
 * @throws DocumentRefusedError when it is not what its mark says, or holds bytes that no text has
 */
export const decodeText = (bytes: Uint8Array, declared?: string): DecodedText => {
  const mark = marks.find(({ bytes: begin }) => begin.every((byte, at) => bytes[at] === byte));
  if (mark !== undefined) return decodeMarked(bytes, mark.encoding);
  if (bytes.includes(0))
    throw new DocumentRefusedError(
      'This is no text: it holds bytes that no text has. Send plain text, Markdown, HTML, CSV or PDF.',
    );
  const decoder = declared === undefined ? undefined : decoderFor(declared);
  if (decoder !== undefined && decoder.encoding !== 'utf-8')
    return { text: decoder.decode(bytes), warnings: [] };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isUtf8(buffer) ? { text: buffer.toString('utf8'), warnings: [] } : decodeLines(buffer);
};
