import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { loadFolder, MissingFolderError } from './load-folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policies-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, text: string): void => {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

const loadedNames = () =>
  loadFolder(folder).sources.map(({ file, body }) => `${file} ${(body.metadata as { name: string }).name}`);

describe('Loading a folder', () => {
  it('reads every document of every file, JSON too, and the items of lists', () => {
    write(
      'a/one.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b}\n',
    );
    write(
      'two.yml',
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: c}}\n',
    );
    write('z.json', '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "d"}}');
    write('notes.txt', 'kind: Pod');
    expect(loadedNames()).toEqual(['a/one.yaml a', 'a/one.yaml b', 'two.yml c', 'z.json d']);
  });

  it('names what it skips: charts and files that are for other tools', () => {
    write('chart/Chart.yaml', 'name: x');
    write('chart/templates/a.yaml', 'a: {{ b }}');
    write('compose.yaml', 'services: {}');
    write('kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n');
    expect(loadFolder(folder)).toEqual({
      sources: [],
      findings: [],
      skipped: ['chart', 'compose.yaml', 'kustomization.yaml'],
    });
  });

  it.each([
    ['broken YAML', 'a: [1'],
    ['a key that stands there twice', 'apiVersion: v1\nkind: Pod\nkind: Service\n'],
    ['an object without its kind', 'apiVersion: v1\nmetadata: {name: a}\n'],
  ])('finds %s', (_, text) => {
    write('a.yaml', text);
    expect(check(loadFolder(folder)).findings).toContainEqual(
      expect.objectContaining({ rule: 'reading', file: 'a.yaml' }),
    );
  });

  it('reads YAML 1.1, as Kubernetes does', () => {
    write('a.yaml', 'apiVersion: v1\nkind: Pod\nspec: {on: yes, mode: 0440}\n');
    expect(loadFolder(folder).sources[0]?.body.spec).toEqual({ true: true, mode: 288 });
  });

  it('refuses a folder that is not there, and one that is empty does not pass', () => {
    expect(() => loadFolder(join(folder, 'nowhere'))).toThrow(MissingFolderError);
    expect(check(loadFolder(folder)).findings.map(({ message }) => message)).toEqual([
      'There is no Kubernetes object in the folder.',
    ]);
  });
});
