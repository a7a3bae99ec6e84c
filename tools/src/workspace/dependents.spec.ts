import { describe, expect, it } from 'vitest';
import { affectedApps, type Project, readProjects } from './dependents.ts';
import { root } from './root.ts';

const project = (folder: string, ...dependencies: readonly string[]): Project => ({
  name: `@octollm/${folder.split('/')[1]}`,
  folder,
  dependencies: dependencies.map((name) => `@octollm/${name}`),
});
const projects = [
  project('apps/gateway', 'kit'),
  project('apps/planner', 'kit', 'llm'),
  project('libs/kit', 'contracts'),
  project('libs/llm'),
  project('libs/contracts'),
];

describe('the applications that a change concerns', () => {
  it('are the changed one itself', () => {
    expect(affectedApps(projects, new Set(['apps/gateway']))).toEqual(['gateway']);
  });

  it('are those that use the changed library, directly or through another', () => {
    expect(affectedApps(projects, new Set(['libs/llm']))).toEqual(['planner']);
    expect(affectedApps(projects, new Set(['libs/contracts']))).toEqual(['gateway', 'planner']);
  });

  it('are none for a folder that is no project', () => {
    expect(affectedApps(projects, new Set(['libs/gone']))).toEqual([]);
  });

  it('follow from the package.json files of this workspace', async () => {
    const apps = affectedApps(await readProjects(root), new Set(['libs/contracts']));
    expect(apps).toEqual(expect.arrayContaining(['reflex-gateway', 'orchestrator', 'planner-arm']));
  });
});
