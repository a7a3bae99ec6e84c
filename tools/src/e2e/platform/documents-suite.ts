import type { Document, Problem, SearchResponse } from '@octollm/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { Api } from '../fixtures/api.ts';
import type { TestStack } from '../fixtures/test-stack.ts';
import { platform } from './platform.ts';

let stack: TestStack;
let api: Api;

beforeAll(async () => {
  stack = await platform();
  api = new Api(stack);
});

const upload = async <Body = Document>(file: File, metadata: object = {}, key = stack.keys.default) => {
  const form = new FormData();
  form.set('file', file);
  form.set('metadata', JSON.stringify(metadata));
  const response = await fetch(`${stack.gateway}/api/v1/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: form,
    signal: AbortSignal.timeout(60_000),
  });
  return { status: response.status, body: (await response.json()) as Body };
};

const search = async (query: string, key = stack.keys.default) => {
  const { body } = await api.request<SearchResponse>('POST', '/api/v1/search', {
    key,
    body: { query, method: 'keyword' },
  });
  return body.results;
};

/** A page of text as a PDF, without the table of offsets, which readers can do without. */
const pdfOf = (text: string): string => {
  const content = `BT /F1 11 Tf 72 700 Td (${text}) Tj ET`;
  return [
    '%PDF-1.4',
    '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
    '2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> endobj',
    '3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >> endobj',
    `4 0 obj << /Length ${content.length} >>\nstream\n${content}\nendstream endobj`,
    '5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj',
    'trailer << /Root 1 0 R >>',
    '%%EOF',
  ].join('\n');
};

describe('files', () => {
  it('are found by what a reader sees of them, and by nobody of another tenant', async () => {
    const page = `<html><head><title>Quay</title><script>const quayside = 'secretive';</script></head>
      <body><h1>Skagen quay</h1><p>The quay of Skagen was rebuilt in 1907.</p></body></html>`;
    const { status, body } = await upload(new File([page], 'quay.html', { type: 'text/html' }));
    expect(status).toBe(202);
    await api.untilIndexed(body.id);
    const [found] = await search('Skagen quay rebuilt');
    expect(found?.document_id).toBe(body.id);
    expect(found?.text).toContain('rebuilt in 1907');
    expect(await search('secretive quayside')).toEqual([]);
    expect(await search('Skagen quay rebuilt', stack.keys.other_tenant)).toEqual([]);
  });

  it('may be PDFs, whose passages say their page', async () => {
    const pdf = pdfOf('The lighthouse of Anholt burns whale oil.');
    const { status, body } = await upload(new File([pdf], 'light.pdf', { type: 'application/pdf' }));
    expect(status).toBe(202);
    expect(await api.untilIndexed(body.id)).toMatchObject({ media_type: 'application/pdf' });
    const [found] = await search('Anholt lighthouse whale oil');
    expect(found).toMatchObject({ document_id: body.id, metadata: { page: 1 } });
  });

  it('replace what the same source said before, once they can be searched', async () => {
    const source = { source: 'tide-table' };
    const first = await upload(new File(['High tide at Rudkobing is at noon.'], 'tide.txt'), source);
    await api.untilIndexed(first.body.id);
    const second = await upload(new File(['High tide at Rudkobing is at dusk.'], 'tide.txt'), source);
    expect(second.body.id).toBe(first.body.id);
    await api.untilIndexed(second.body.id);
    expect((await search('Rudkobing high tide')).map(({ text }) => text)).toEqual([
      'High tide at Rudkobing is at dusk.',
    ]);
  });

  it('are refused at once when they are archives, whatever they are called', async () => {
    const zip = new File([Buffer.from('504b030414000000', 'hex')], 'report.pdf', { type: 'application/pdf' });
    const { status, body } = await upload<Problem>(zip);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body.detail).toMatch(/archive/i);
  });

  it('cannot be sent without the scope to write', async () => {
    const { status } = await upload(new File(['a'], 'a.txt'), {}, stack.keys.read_only);
    expect(status).toBe(403);
  });
});
