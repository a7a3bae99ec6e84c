import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Source } from '../cluster/cluster.ts';
import type { Finding } from './finding.ts';
import { readDocuments } from './read-documents.ts';

/** What a folder holds. */
export interface Loaded {
  readonly sources: readonly Source[];
  /** Files that cannot be read. */
  readonly findings: readonly Finding[];
  /** Files and folders without Kubernetes objects, such as values of a chart. */
  readonly skipped: readonly string[];
}

/** Thrown when a folder to be checked is not there. */
export class MissingFolderError extends Error {
  constructor(folder: string) {
    super(`There is no folder ${folder}. Name one that holds manifests.`);
    this.name = 'MissingFolderError';
  }
}

interface Found {
  readonly files: readonly string[];
  readonly skipped: readonly string[];
}

/** Templates of a chart are no YAML before they are rendered. */
const isChart = (folder: string): boolean => existsSync(join(folder, 'Chart.yaml'));

const filesUnder = (folder: string): Found => {
  if (isChart(folder)) return { files: [], skipped: [folder] };
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: string[] = [];
  const skipped: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') {
      const found = filesUnder(path);
      files.push(...found.files);
      skipped.push(...found.skipped);
    } else if (entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name)) files.push(path);
  }
  return { files, skipped };
};

/**
 * Reads every YAML and JSON file under a folder; the files are named relative to it.
 * @throws MissingFolderError when there is no such folder
 */
export const loadFolder = (folder: string): Loaded => {
  if (!existsSync(folder)) throw new MissingFolderError(folder);
  const { files, skipped } = filesUnder(folder);
  const read = files.map((file) => {
    const name = relative(folder, file);
    return { name, ...readDocuments(readFileSync(file, 'utf8'), name) };
  });
  return {
    sources: read.flatMap(({ sources }) => sources),
    findings: read.flatMap(({ findings }) => findings),
    skipped: [
      ...skipped.map((path) => relative(folder, path)),
      ...read.filter((file) => file.skipped).map(({ name }) => name),
    ],
  };
};

/**
 * Reads several folders as one: an environment, and what it shares with others.
 * @throws MissingFolderError when one of them is not there
 */
export const loadFolders = (folders: readonly string[]): Loaded => {
  const loaded = folders.map(loadFolder);
  return {
    sources: loaded.flatMap(({ sources }) => sources),
    findings: loaded.flatMap(({ findings }) => findings),
    skipped: loaded.flatMap(({ skipped }) => skipped),
  };
};
