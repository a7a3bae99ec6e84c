import { parseArgs } from 'node:util';
import { check, platformOptions, readDocuments } from '@octollm/policies';
import { holdsObject } from '../objects-in.ts';
import { render } from '../render.ts';
import { write } from '../write.ts';
import { withArms } from './more-arms.ts';

/*
 * Renders every environment and checks the text by all rules, schemas included, with so many arms (`--arms 80`;
 * the catalogue's own when that is more); writes a line of JSON with how long that took, and the files into a
 * folder if it is told one (`--output`). `npm run bench -- synth` runs it.
 */

const { values } = parseArgs({
  options: { arms: { type: 'string', default: '0' }, output: { type: 'string' } },
});
const began = performance.now();
const files = render({ services: withArms(Number(values.arms)) });
const rendered = performance.now();
const documents = [...files]
  .filter(([path]) => holdsObject(path))
  .map(([path, text]) => readDocuments(text, path));
const read = performance.now();
const report = check(
  {
    sources: documents.flatMap(({ sources }) => sources),
    findings: documents.flatMap(({ findings }) => findings),
    skipped: [],
  },
  platformOptions(),
);
const checked = performance.now();
const { user, system } = process.cpuUsage();
if (values.output !== undefined) write(values.output, files);

process.stdout.write(
  `${JSON.stringify({
    objects: report.objects,
    findings: report.findings.length,
    render_ms: rendered - began,
    read_ms: read - rendered,
    check_ms: checked - read,
    processor_ms: (user + system) / 1_000,
  })}\n`,
);
