import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { identityOf, KubernetesList, KubernetesObject, kubectl } from '../cluster/index.ts';
import { type Output, UserError } from '../output/index.ts';
import { differences } from './differences.ts';
import { notReady } from './readiness.ts';

/** The objects in a rendered folder. */
const renderedIn = (folder: string): readonly KubernetesObject[] =>
  globSync('**/*.yaml', { cwd: folder })
    .filter((file) => !file.endsWith('kustomization.yaml'))
    .sort()
    .map((file) =>
      KubernetesObject.parse(parse(readFileSync(join(folder, file), 'utf8'), { version: '1.1' })),
    );

/** A Job that has ended is removed after a while: that it is gone is no fault. */
const mayBeGone = ({ kind }: KubernetesObject): boolean => kind === 'Job';

/**
 * Compares what is rendered with what runs, and says what is missing, what differs and what is not rolled out.
 * @returns the exit code: 0 when the cluster runs what is rendered
 * @throws UserError when the folder holds no object; KubectlError when the cluster cannot be asked
 */
export const verifyDeployment = async (folder: string, output: Output): Promise<number> => {
  const rendered = renderedIn(folder);
  if (rendered.length === 0) throw new UserError(`${folder} holds no manifests.`);
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: rendered });
  const printed = await kubectl(['get', '--filename', '-', '--ignore-not-found', '--output', 'json'], list);
  const found = KubernetesList.parse(printed.trim() === '' ? { items: [] } : JSON.parse(printed)).items;
  const live = new Map(found.map((object) => [identityOf(object), object]));
  let faulty = 0;
  for (const object of rendered) {
    const there = live.get(identityOf(object));
    if (there === undefined && mayBeGone(object)) continue;
    const faults =
      there === undefined ? ['it is not there'] : [...differences(object, there), ...notReady(there)];
    if (faults.length === 0) continue;
    faulty += 1;
    output.line(output.paint('red', identityOf(object)));
    for (const fault of faults) output.line(`  ${fault}`);
  }
  output.line(
    `${rendered.length - faulty} of ${rendered.length} objects of ${folder} run as they are rendered.`,
  );
  return faulty === 0 ? 0 : 1;
};
