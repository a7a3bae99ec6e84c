import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBeir } from './beir.ts';
import { readCranfield } from './cranfield.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octollm-collections-'));
});
afterAll(() => rm(folder, { recursive: true }));

const write = async (files: Readonly<Record<string, string>>): Promise<void> => {
  await mkdir(join(folder, 'qrels'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
};

describe('the Cranfield collection', () => {
  it('is read from its three files: questions go by their order, and code 1 is worth most', async () => {
    await write({
      'cran.all.1400':
        '.I 1\n.T\nslip\nstreams .\n.A\nsomebody\n.B\n1958\n.W\nslip streams .\n a wing .\n.I 2\n.T\nshear\n.W\n',
      'cran.qry': '.I 001\r\n.W\r\nwhat of\r\nwings .\r\n.I 004\r\n.W\r\nwhat of shear .\r\n',
      cranqrel: '1 1 1\n1 2 4\n2 2 2 \n2 1 -1\n2 3 5\n',
    });
    const { documents, queries, gains } = await readCranfield(folder);
    expect(documents).toEqual([
      { id: '1', title: 'slip streams .', text: 'slip streams .\n a wing .', mediaType: 'text/plain' },
      { id: '2', title: 'shear', text: '', mediaType: 'text/plain' },
    ]);
    expect(queries).toEqual([
      { id: '1', text: 'what of wings .' },
      { id: '2', text: 'what of shear .' },
    ]);
    expect(gains).toEqual(
      new Map([
        [
          '1',
          new Map([
            ['1', 4],
            ['2', 1],
          ]),
        ],
        ['2', new Map([['2', 3]])],
      ]),
    );
  });
});

describe('a collection in BEIR’s shape', () => {
  it('is read with the questions that are judged', async () => {
    await write({
      'corpus.jsonl': '{"_id":"d1","title":"T","text":"one","metadata":{}}\n{"_id":"d2","text":"two"}\n',
      'queries.jsonl': '{"_id":"q1","text":"first?"}\n{"_id":"q2","text":"not judged?"}\n',
      'qrels/test.tsv': 'query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n',
    });
    const { documents, queries, gains } = await readBeir(folder);
    expect(documents.map(({ id, title }) => [id, title])).toEqual([
      ['d1', 'T'],
      ['d2', ''],
    ]);
    expect(queries).toEqual([{ id: 'q1', text: 'first?' }]);
    expect(gains).toEqual(new Map([['q1', new Map([['d1', 2]])]]));
  });

  it('that lacks a file or has another form is refused with the file and the line', async () => {
    await expect(readBeir(join(folder, 'none'))).rejects.toThrow(/corpus\.jsonl cannot be read/);
    await write({ 'corpus.jsonl': '{"id":"d1"}\n' });
    await expect(readBeir(folder)).rejects.toThrow(/corpus\.jsonl, line 1/);
  });
});
