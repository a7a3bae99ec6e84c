import { publish } from './publish.ts';
import { render } from './render.ts';

const files = render();
const folder = publish(files, process.env.CDK8S_OUTDIR);
process.stdout.write(`${files.size} manifests in ${folder}\n`);
