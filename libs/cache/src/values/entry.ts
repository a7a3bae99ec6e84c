/** What is kept under a key, in either level. */
export interface Entry {
  /** The value, or null for one that is known not to exist. */
  readonly value: Uint8Array | null;
  /** The purges that were known when its making began: an entry older than a purge is gone. */
  readonly stamp: number;
  /** Milliseconds since 1970 on the clock of the process that made it. */
  readonly expiresAt: number;
}

/** How the value of an entry lies in it. */
export const form = { raw: 0, zstd: 1, negative: 2 } as const;
export type Form = (typeof form)[keyof typeof form];

const headerLength = 17;

export interface PackedEntry {
  readonly form: Form;
  readonly stamp: number;
  readonly expiresAt: number;
  readonly payload: Uint8Array;
}

/** One byte for the form, 8 for the stamp, 8 for the end, then the payload. */
export const pack = ({ form: how, stamp, expiresAt, payload }: PackedEntry): Buffer => {
  const bytes = Buffer.allocUnsafe(headerLength + payload.length);
  bytes.writeUInt8(how, 0);
  bytes.writeDoubleBE(stamp, 1);
  bytes.writeDoubleBE(expiresAt, 9);
  bytes.set(payload, headerLength);
  return bytes;
};

const isForm = (value: number): value is Form => Object.values<number>(form).includes(value);

/** Undefined for bytes that `pack` did not write. The payload is a view of them. */
export const unpack = (bytes: Buffer): PackedEntry | undefined => {
  if (bytes.length < headerLength) return undefined;
  const how = bytes.readUInt8(0);
  if (!isForm(how)) return undefined;
  return {
    form: how,
    stamp: bytes.readDoubleBE(1),
    expiresAt: bytes.readDoubleBE(9),
    payload: bytes.subarray(headerLength),
  };
};

const nothing = new Uint8Array();

/** An entry as level 1 keeps it: nothing to undo on a hit. */
export const packRaw = ({ value, stamp, expiresAt }: Entry): Buffer =>
  pack({ form: value === null ? form.negative : form.raw, stamp, expiresAt, payload: value ?? nothing });

/** Undefined for bytes that `packRaw` did not write. The value is a view of them. */
export const unpackRaw = (bytes: Buffer): Entry | undefined => {
  const packed = unpack(bytes);
  if (packed === undefined || packed.form === form.zstd) return undefined;
  const { stamp, expiresAt, payload } = packed;
  return { value: packed.form === form.negative ? null : payload, stamp, expiresAt };
};
