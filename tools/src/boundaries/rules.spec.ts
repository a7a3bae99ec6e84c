import { describe, expect, it } from 'vitest';
import { root } from '../workspace/index.ts';
import type { Project } from './project.ts';
import { importsOf, readProjects } from './read-projects.ts';
import { findViolations } from './rules.ts';

const project = (folder: string, layer: Project['layer'], more: Partial<Project> = {}): Project => ({
  name: `@octollm/${folder.split('/')[1]}`,
  folder,
  layer,
  dependencies: [],
  devDependencies: [],
  references: [],
  imports: [],
  ...more,
});

const importing = (...specifiers: string[]) =>
  specifiers.map((specifier) => ({ file: 'src/a.ts', specifier }));

const contracts = project('libs/contracts', 'contracts');
const engine = project('libs/engine', 'feature');
const kit = project('libs/service-kit', 'kit');
const judge = project('apps/judge-arm', 'app');

/** A project that lists and references what it imports, so that only the direction can be wrong. */
const using = (user: Project, used: Project): Project => ({
  ...user,
  dependencies: [used.name],
  references: [used.folder],
  imports: importing(used.name),
});

describe('the boundaries of the workspace', () => {
  it('are kept by the projects as they are', () => {
    expect(findViolations(readProjects(root))).toEqual([]);
  });

  it('let an app use features, kits and contracts', () => {
    for (const used of [engine, kit, contracts])
      expect(findViolations([used, using(project('apps/orchestrator', 'app'), used)])).toEqual([]);
  });

  it('forbid an app to import an app', () => {
    expect(findViolations([judge, using(project('apps/orchestrator', 'app'), judge)])).toEqual([
      expect.stringContaining('nothing imports an app'),
    ]);
  });

  it('forbid a kit to know a feature, and a feature another feature', () => {
    expect(findViolations([engine, using(kit, engine)])).toEqual([expect.stringContaining('must not know')]);
    expect(findViolations([engine, using(project('libs/memory', 'feature'), engine)])).toEqual([
      expect.stringContaining('must not know'),
    ]);
  });

  it('let an assembly join features for apps, and for nobody else', () => {
    const client = project('libs/arm-models', 'assembly');
    expect(findViolations([engine, using(client, engine)])).toEqual([]);
    expect(findViolations([client, using(judge, client)])).toEqual([]);
    for (const user of [engine, project('libs/other', 'assembly')])
      expect(findViolations([client, using(user, client)])).toEqual([
        expect.stringContaining('must not know'),
      ]);
  });

  it('keep Nest out of the contracts, the catalogue, the engine and the guardrails', () => {
    for (const folder of ['libs/contracts', 'libs/catalogue', 'libs/engine', 'libs/guardrails']) {
      const curious = project(folder, 'feature', {
        dependencies: ['@nestjs/common'],
        imports: importing('@nestjs/common'),
      });
      expect(findViolations([curious])).toEqual([
        expect.stringContaining('only services, and what they are assembled from, know Nest'),
      ]);
    }
  });

  it('keep SQL in memory and Kubernetes in the constructs', () => {
    const curious = project('libs/engine', 'feature', {
      dependencies: ['typeorm', 'cdk8s'],
      imports: importing('typeorm', 'cdk8s'),
    });
    expect(findViolations([curious])).toEqual([
      expect.stringContaining('only memory speaks SQL'),
      expect.stringContaining('know Kubernetes'),
    ]);
  });

  it('forbid imports that are not listed, that reach into a package or out of the project', () => {
    const sloppy = project('libs/memory', 'feature', {
      dependencies: [contracts.name],
      references: [contracts.folder],
      imports: importing('zod', '@octollm/contracts/src/index.ts', '../../contracts/src/index.ts'),
    });
    expect(findViolations([contracts, sloppy])).toEqual([
      expect.stringContaining('does not list'),
      expect.stringContaining('reaches into'),
      expect.stringContaining('reaches out of its project'),
    ]);
  });

  it('ask tsconfig.json and package.json to agree', () => {
    const user = { ...using(engine, contracts), references: ['libs/other'] };
    expect(findViolations([contracts, user])).toEqual([
      expect.stringContaining('does not refer to libs/contracts'),
      expect.stringContaining('refers to libs/other'),
    ]);
  });
});

describe('reading imports', () => {
  it('finds every form of import', () => {
    const source = `import a from 'one';
import type { B } from "two";
import {
  c,
} from 'three';
import 'four';
export { d } from 'five';
export * from 'six';
const e = await import('seven');
const text = 'from here to there';`;
    expect(importsOf(source)).toEqual(['one', 'two', 'three', 'four', 'five', 'six', 'seven']);
  });
});
