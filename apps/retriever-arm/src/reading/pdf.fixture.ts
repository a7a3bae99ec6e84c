import { deflateSync } from 'node:zlib';

/** A line of text on a page; `y` counts from the bottom, in points. */
export interface WrittenLine {
  readonly text: string;
  readonly x?: number;
  readonly y: number;
  readonly size?: number;
}

export interface PdfOptions {
  readonly title?: string;
  /** Protects it with a password that nobody knows. */
  readonly encrypted?: boolean;
  /** The content of every page, instead of lines. */
  readonly content?: Buffer;
}

const escaped = (text: string): string => text.replaceAll(/[\\()]/g, '\\$&');

const contentOf = (lines: readonly WrittenLine[]): Buffer =>
  Buffer.from(
    lines
      .map(({ text, x = 72, y, size = 11 }) => `BT /F1 ${size} Tf ${x} ${y} Td (${escaped(text)}) Tj ET`)
      .join('\n'),
    'latin1',
  );

const stream = (dictionary: string, bytes: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);

/** Writes a PDF (ISO 32000-1, section 7.5) with a page for each list of lines. */
export const writePdf = (
  pages: readonly (readonly WrittenLine[])[],
  { title, encrypted = false, content }: PdfOptions = {},
): Buffer => {
  const objects: Buffer[] = [];
  const add = (body: string | Buffer): number => objects.push(Buffer.from(body));
  const kids = pages.map((_, index) => `${3 + 3 * index} 0 R`);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${kids.join(' ')}] >>`);
  for (const [index, lines] of pages.entries()) {
    const at = 3 + 3 * index;
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${at + 1} 0 R /Resources << /Font << /F1 ${at + 2} 0 R >> >> >>`,
    );
    add(stream('/Filter /FlateDecode', deflateSync(content ?? contentOf(lines))));
    add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  }
  const info = add(title === undefined ? '<< >>' : `<< /Title (${escaped(title)}) >>`);
  const secret = `<${'5a'.repeat(32)}>`;
  const encryption = encrypted
    ? `/Encrypt ${add(`<< /Filter /Standard /V 1 /R 2 /O ${secret} /U ${secret} /P -4 >>`)} 0 R /ID [${secret} ${secret}]`
    : '';
  const parts = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, body] of objects.entries()) {
    offsets.push(length);
    const object = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    parts.push(object);
    length += object.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${info} 0 R ${encryption} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
};
