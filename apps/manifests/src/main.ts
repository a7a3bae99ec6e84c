import { parseArgs } from 'node:util';
import { difference } from './difference/difference.ts';
import { differenceText } from './difference/difference-text.ts';
import { objectsIn } from './objects-in.ts';
import { manifests, publish } from './publish.ts';
import { read } from './read.ts';
import { render } from './render.ts';
import { synth } from './synth.ts';

const { values } = parseArgs({ options: { diff: { type: 'boolean', default: false } } });

if (values.diff) {
  const differences = difference(objectsIn(read(manifests)), objectsIn(render()));
  process.stdout.write(differenceText(differences));
  process.exitCode = differences.length === 0 ? 0 : 1;
} else {
  const files = synth();
  const folder = publish(files, process.env.CDK8S_OUTDIR);
  process.stdout.write(`${files.size} files in ${folder}\n`);
}
