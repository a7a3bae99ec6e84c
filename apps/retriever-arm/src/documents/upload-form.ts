import type { MultipartFile } from '@fastify/multipart';
import {
  type FieldProblem,
  InvalidRequestError,
  longestUpload,
  MediaType,
  Metadata,
  OctoError,
  PayloadTooLargeError,
  parseRequest,
} from '@octollm/contracts';
import { giveUploadTime } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

const UploadFields = z.strictObject({ metadata: Metadata.default({}), media_type: MediaType.optional() });

/** What came with a file. */
export interface UploadForm extends z.output<typeof UploadFields> {
  /** As the sender's computer calls it; null when it has no name. */
  readonly fileName: string | null;
  /** The type of the part, with its parameters. */
  readonly partType: string;
}

const longestName = 500;

const limits = {
  fileSize: longestUpload,
  files: 1,
  fields: 8,
  fieldSize: 262_144,
  parts: 9,
  fieldNameSize: 64,
};

const wrong = (problem: FieldProblem): InvalidRequestError =>
  new InvalidRequestError(`Correct the upload at ${problem.pointer}: ${problem.detail}.`, {
    errors: [problem],
  });

const valueOf = (name: string, value: unknown): unknown => {
  if (name !== 'metadata' || typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw wrong({ pointer: '/metadata', detail: 'must be an object as JSON' });
  }
};

const receive = async (part: MultipartFile, take: (bytes: Buffer) => Promise<void>): Promise<void> => {
  for await (const bytes of part.file) await take(Buffer.from(bytes));
  if (part.file.truncated)
    throw new PayloadTooLargeError('The file is longer than 50 MiB. Split it and send the parts.');
};

/** Reads the parts as they come, in any order. */
const readParts = async (
  request: FastifyRequest,
  take: (bytes: Buffer) => Promise<void>,
): Promise<UploadForm> => {
  const fields: Record<string, unknown> = {};
  let file: MultipartFile | undefined;
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') fields[part.fieldname] = valueOf(part.fieldname, part.value);
    else if (part.fieldname === 'file') {
      file = part;
      await receive(part, take);
    } else
      throw wrong({ pointer: `/${part.fieldname}`, detail: 'is not a known part; send the file as file' });
  }
  const parsed = parseRequest(UploadFields, fields, 'upload');
  if (file === undefined) throw wrong({ pointer: '/file', detail: 'is missing' });
  const name = file.filename.trim().slice(-longestName);
  return { ...parsed, fileName: name === '' ? null : name, partType: file.mimetype };
};

/**
 * Reads an upload (multipart/form-data) to its end.
 * @param take gets the bytes of the file as they come, and holds the sender up until it has resolved
 * @throws InvalidRequestError when it is not what the contract says or breaks off, PayloadTooLargeError when the file is
 * too long
 */
export const readUpload = async (
  request: FastifyRequest,
  take: (bytes: Buffer) => Promise<void>,
): Promise<UploadForm> => {
  const endTime = giveUploadTime(request);
  try {
    const form = await readParts(request, take);
    if (request.raw.complete) return form;
  } catch (cause) {
    if (cause instanceof OctoError) throw cause;
    const detail = 'The upload is no valid multipart/form-data, or it was cut off. Send it again.';
    throw new InvalidRequestError(detail, { cause });
  } finally {
    endTime();
    // The next request on the connection comes behind what was not read of this one.
    request.raw.unpipe();
    request.raw.resume();
  }
  throw new InvalidRequestError('The upload was cut off. Send it again.');
};
