import { join } from 'node:path';
import { z } from 'zod';
import { readJsonLines } from './json-lines.ts';

const Row = z.object({
  text: z.string(),
  spans: z.array(
    z.object({
      entity_type: z.string(),
      entity_value: z.string(),
      start_position: z.number(),
      end_position: z.number(),
    }),
  ),
});

/** A value in a text, in UTF-16 units. */
export interface PiiSpan {
  readonly type: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A text and the personal data in it. */
export interface PiiRow {
  readonly text: string;
  readonly spans: readonly PiiSpan[];
}

/**
 * The labelled texts of a folder of data. The data count code points, we count UTF-16 units.
 * @throws UserError when the file cannot be read
 */
export const readPiiRows = async (folder: string): Promise<readonly PiiRow[]> =>
  (await readJsonLines(join(folder, 'pii.jsonl'), Row)).map(({ text, spans }) => {
    const points = Array.from(text);
    const unit = (point: number): number => points.slice(0, point).join('').length;
    return {
      text,
      spans: spans.map((span) => ({
        type: span.entity_type,
        value: span.entity_value,
        start: unit(span.start_position),
        end: unit(span.end_position),
      })),
    };
  });
