import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Files } from './render.ts';
import { write } from './write.ts';

export const workspace = resolve(import.meta.dirname, '../../..');

/** The committed manifests. */
export const manifests = resolve(workspace, 'manifests');

/** The output folder that `cdk8s.yaml` names. */
export const cdk8sOutput = resolve(workspace, 'dist/manifests');

const link = (path: string, target: string): void => {
  rmSync(path, { force: true });
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(relative(dirname(path), target), path, 'dir');
};

/**
 * Writes the files where they belong and says where that is: into the committed manifests, or into the folder that
 * `cdk8s synth --output` or `--stdout` asks for.
 *
 * `cdk8s synth` deletes its output folder before it runs the app and lists what it finds there afterwards. The
 * manifests hold more than this app renders, so the folder that `cdk8s.yaml` names is a link to them: deleting it
 * deletes the link.
 */
export const publish = (files: Files, outdir: string | undefined): string => {
  const asked = outdir === undefined ? cdk8sOutput : resolve(outdir);
  if (asked !== cdk8sOutput) {
    write(asked, files);
    return asked;
  }
  write(manifests, files);
  if (outdir !== undefined) link(cdk8sOutput, manifests);
  return manifests;
};
