import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SpanLine } from '@octollm/telemetry';

/** The end of a file may be half written: what is no span yet is left out. */
const parse = (line: string): SpanLine | undefined => {
  try {
    return JSON.parse(line) as SpanLine;
  } catch {
    return undefined;
  }
};

/** Every span in the files of a folder that is asked for; none when there is no such folder. */
export const readSpans = async (
  folder: string,
  isWanted: (span: SpanLine) => boolean,
): Promise<SpanLine[]> => {
  const names = await readdir(folder).catch(() => []);
  const spans: SpanLine[] = [];
  for (const name of names.filter((file) => /\.jsonl(\.1)?$/.test(file)))
    for await (const line of createInterface({ input: createReadStream(join(folder, name)) })) {
      const span = parse(line);
      if (span !== undefined && isWanted(span)) spans.push(span);
    }
  return spans;
};

/**
 * The spans of a trace.
 * @param id of the trace, of a task in it, or of a request in it
 */
export const readTrace = async (folder: string, id: string): Promise<SpanLine[]> => {
  const isNamed = ({ trace_id, attributes }: SpanLine): boolean =>
    trace_id === id || attributes['octollm.task_id'] === id || attributes['octollm.request_id'] === id;
  const [first] = await readSpans(folder, isNamed);
  return first === undefined ? [] : readSpans(folder, ({ trace_id }) => trace_id === first.trace_id);
};
