interface Signature {
  readonly bytes: readonly number[];
  readonly name: string;
}

const archive = 'an archive';

/** How files begin that are neither text nor PDF, by their formats' own documents. */
const signatures: readonly Signature[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], name: 'a ZIP archive, as files of Word, Excel and PowerPoint are' },
  { bytes: [0x50, 0x4b, 0x05, 0x06], name: 'an empty ZIP archive' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: 'a file of an old Word, Excel or PowerPoint' },
  { bytes: [0x1f, 0x8b], name: archive },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], name: archive },
  { bytes: [0x52, 0x61, 0x72, 0x21, 0x1a], name: archive },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], name: archive },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], name: archive },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], name: 'a picture' },
  { bytes: [0x47, 0x49, 0x46, 0x38, 0x39, 0x61], name: 'a picture' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], name: 'a program' },
];

/** How far into a file the header of a PDF may stand (ISO 32000-1, annex H.3). */
const pdfHeaderWithin = 1_024;

export const isPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, pdfHeaderWithin)).includes('%PDF-');

/** What a file is that cannot be read, told from its beginning; undefined when it may be text or a PDF. */
export const unreadableKind = (bytes: Uint8Array): string | undefined =>
  signatures.find((signature) => signature.bytes.every((byte, at) => bytes[at] === byte))?.name;
