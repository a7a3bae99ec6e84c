import { isUtf8 } from 'node:buffer';
import type { TextPath } from '../../guards/map-texts.ts';

/** Where parts of messages hold bytes, below the list that holds the messages; `*` stands for an index. */
const places: ReadonlySet<string> = new Set([
  'messages/*/content/*/image_url/url',
  'messages/*/content/*/input_audio/data',
  'messages/*/content/*/file/file_data',
  'input/*/content/*/image_url',
  'input/*/content/*/file_data',
  'input/*/output/*/image_url',
  'input/*/output/*/file_data',
]);
const deepest = 6;

const isPlaceOfBytes = (path: TextPath): boolean =>
  path.length <= deepest && places.has(path.map((key) => (typeof key === 'number' ? '*' : key)).join('/'));

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;
const header = /^data:([\w.+-]+\/[\w.+-]+)?(?:;[\w-]+=[\w.+-]+){0,4};base64,$/i;
const longestHeader = 256;

/** Types whose bytes no model reads as text. Any other may be text under a name that nobody thought of. */
const binary =
  /^(?:image\/(?!svg)|audio\/|video\/|application\/(?:pdf|zip|gzip|epub\+zip|msword|vnd\.(?:ms-(?:excel|powerpoint)|openxmlformats-officedocument\..+|oasis\.opendocument\..+))$)/i;

/** A file that is text: what it says, and how what it is to say instead is written. */
export interface TextFile {
  readonly text: string;
  write(text: string): string;
}

/** The bytes of an image, a sound or a file, which are not read. */
export const bytes = 'bytes';

/** One byte that is not UTF-8 must not hide the rest: then each byte is a character, which loses none. */
const encodingOf = (text: Buffer): 'utf16le' | 'utf8' | 'latin1' => {
  if (text[0] === 0xff && text[1] === 0xfe) return 'utf16le';
  return isUtf8(text) ? 'utf8' : 'latin1';
};

const inDataUrl = (url: string): TextFile | typeof bytes | undefined => {
  const end = url.slice(0, longestHeader).indexOf(',') + 1;
  const before = url.slice(0, end);
  const [isHeader, type = ''] = header.exec(before) ?? [];
  const content = url.slice(end);
  if (isHeader === undefined || !base64.test(content)) return undefined;
  if (binary.test(type)) return bytes;
  const decoded = Buffer.from(content, 'base64');
  const encoding = encodingOf(decoded);
  return {
    text: decoded.toString(encoding),
    write: (text) => before + Buffer.from(text, encoding).toString('base64'),
  };
};

/**
 * What stands in base64 where a part of a message holds an image, a sound or a file: bytes, or a text that is to be
 * screened as what it says. Undefined for what is a text as it stands, such as an address, and everywhere else.
 */
export const partAt = (text: string, path: TextPath): TextFile | typeof bytes | undefined => {
  if (!isPlaceOfBytes(path)) return undefined;
  if (path.at(-1) === 'data') return base64.test(text) ? bytes : undefined;
  return inDataUrl(text);
};
