import { InvalidRequestError } from '@octollm/contracts';

/** The place in the list after which the next page begins: the last task of the page before. */
export interface Cursor {
  readonly createdAt: Date;
  readonly id: string;
}

/** Thirteen digits of milliseconds last until the year 2286, and PostgreSQL takes every one of them. */
const pattern = /^(\d{1,13})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A cursor as an opaque text that needs no escaping in a URL. */
export const encodeCursor = ({ createdAt, id }: Cursor): string =>
  Buffer.from(`${createdAt.getTime()}_${id}`).toString('base64url');

/**
 * The cursor in a text.
 * @throws InvalidRequestError that points at /cursor when the text is not one that encodeCursor made.
 */
export function decodeCursor(text: string): Cursor {
  const [, time, id] = pattern.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? [];
  if (time === undefined || id === undefined)
    throw new InvalidRequestError(
      'Give the cursor exactly as next_cursor of a page had it, or leave it out.',
      {
        errors: [{ pointer: '/cursor', detail: 'is not a cursor of this list' }],
      },
    );
  return { createdAt: new Date(Number(time)), id };
}
