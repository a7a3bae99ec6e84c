import { writeFileSync } from 'node:fs';
import { imageReference } from '@octollm/constructs';
import { images as thirdParty } from '../images.ts';
import { objectsIn } from '../objects-in.ts';
import { render } from '../render.ts';
import { digestsFile, readDigests } from './digests.ts';
import { imagesIn } from './images-in.ts';
import { pinImages } from './pin-images.ts';

/* `npm run images:pin`: writes down the digests of every image that is rendered, or that Compose runs. */

const images = [
  ...new Set([...imagesIn(objectsIn(render())), ...Object.values(thirdParty).map(imageReference)]),
].sort();
const { digests, missing, moved } = await pinImages(images, readDigests());
writeFileSync(digestsFile, `${JSON.stringify(digests, undefined, 2)}\n`);

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
say(
  `${Object.keys(digests).length} of ${images.length} images are pinned. Run npm run synth to render them.`,
);
for (const line of moved) say(`Moved: ${line}. Make sure that this is what you want to run.`);
for (const line of missing) say(`Not pinned: ${line}`);
if (missing.length > 0) {
  say(
    'Run this again where these registries can be reached. Until then rule 21 is waived for what has no digest.',
  );
  process.exitCode = 1;
}
