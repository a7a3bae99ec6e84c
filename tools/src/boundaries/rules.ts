import { isBuiltin } from 'node:module';
import { join, normalize } from 'node:path';
import { type Layer, layers, type Project, type SourceImport } from './project.ts';

/** Something that crosses a boundary, as a sentence that says how to mend it. */
export type Violation = string;

/** Packages that only some projects may use, and the reason. */
const reserved: readonly { readonly packages: RegExp; readonly projects: RegExp; readonly why: string }[] = [
  {
    packages: /^@nestjs\/|^@willsoto\/nestjs-/,
    projects: /^(?:libs\/(?:service-kit|arm-testing|arm-models)|apps\/(?!manifests))/,
    why: 'only services, and what they are assembled from, know Nest',
  },
  {
    packages: /^(?:typeorm|pg)$/,
    projects: /^libs\/(?:memory|local-servers)$/,
    why: 'only memory speaks SQL',
  },
  {
    packages: /^(?:bullmq|ioredis)$/,
    projects: /^libs\/(?:queues|memory|resilience|cache)$/,
    why: 'only queues, memory, resilience and cache speak to Redis',
  },
  {
    packages: /^(?:@qdrant\/js-client-rest|sqlite-vec)$/,
    projects: /^libs\/memory$/,
    why: 'only memory opens vector stores',
  },
  {
    packages: /^(?:cdk8s.*|constructs)$/,
    projects: /^(?:libs\/constructs|apps\/manifests)$/,
    why: 'only constructs and the manifests know Kubernetes',
  },
];

/** The package of an import: `@scope/name/deep` is `@scope/name`. */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Code that only tests run, and examples for readers. */
const isTest = (file: string): boolean =>
  /(?:\.(?:spec|fixture)|-suite|\/example)\.ts$|(?:^|\/)fixtures\//.test(file);

/** Layers whose projects do not know each other. */
const apart: readonly Layer[] = ['feature', 'assembly'];

const rank = (project: Project): number => layers.indexOf(project.layer);

const place = (project: Project, source: SourceImport): string => `${project.folder}/${source.file}`;

const checkRelative = (project: Project, source: SourceImport): Violation[] => {
  const target = normalize(join(source.file, '..', source.specifier));
  if (target.startsWith('..'))
    return [
      `${place(project, source)} reaches out of its project with ${source.specifier}. Import the package.`,
    ];
  return [];
};

const checkDirection = (project: Project, used: Project, at: string): Violation[] => {
  if (used.layer === 'app')
    return [`${at} imports ${used.name}: nothing imports an app. Move what both need to a library.`];
  const areApart = used.layer === project.layer && apart.includes(used.layer);
  if (rank(used) > rank(project) || areApart)
    return [
      `${at} imports ${used.name}: a ${project.layer} project must not know a ${used.layer} project. Turn the dependency round or put a port between them.`,
    ];
  return [];
};

const checkPackage = (
  project: Project,
  source: SourceImport,
  byName: ReadonlyMap<string, Project>,
): Violation[] => {
  const name = packageOf(source.specifier);
  const at = place(project, source);
  if (name === project.name && isTest(source.file)) return [];
  if (name === project.name) return [`${at} imports its own package ${name}. Use a relative import.`];
  const violations: Violation[] = [];
  const test = isTest(source.file);
  if (!project.dependencies.includes(name) && !(test && project.devDependencies.includes(name)))
    violations.push(`${at} imports ${name}, which ${project.folder}/package.json does not list.`);
  const used = byName.get(name);
  if (used !== undefined) {
    if (source.specifier !== name) violations.push(`${at} reaches into ${source.specifier}. Import ${name}.`);
    if (!test) violations.push(...checkDirection(project, used, at));
  }
  for (const { packages, projects, why } of reserved)
    if (!test && packages.test(name) && !projects.test(project.folder))
      violations.push(`${at} imports ${name}, but ${why}.`);
  return violations;
};

/** Packages that the root gives to every test. */
const givenToTests = /^(?:vitest|fast-check|yaml|rolldown|reflect-metadata)$/;

const checkImports = (project: Project, byName: ReadonlyMap<string, Project>): Violation[] =>
  project.imports.flatMap((source) => {
    if (source.specifier.startsWith('.')) return checkRelative(project, source);
    if (isBuiltin(source.specifier)) return [];
    if (isTest(source.file) && givenToTests.test(packageOf(source.specifier))) return [];
    return checkPackage(project, source, byName);
  });

const checkUnused = (project: Project, byName: ReadonlyMap<string, Project>): Violation[] => {
  const used = new Set(project.imports.map(({ specifier }) => packageOf(specifier)));
  return project.dependencies
    .filter((name) => byName.has(name) && !used.has(name))
    .map((name) => `${project.folder}/package.json lists ${name}, which nothing there imports. Remove it.`);
};

const checkReferences = (project: Project, byName: ReadonlyMap<string, Project>): Violation[] => {
  const wanted = [...project.dependencies, ...project.devDependencies].flatMap(
    (name) => byName.get(name)?.folder ?? [],
  );
  const config = `${project.folder}/tsconfig.json`;
  return [
    ...wanted
      .filter((folder) => !project.references.includes(folder))
      .map(
        (folder) => `${config} does not refer to ${folder}, which its package.json lists. Add the reference.`,
      ),
    ...project.references
      .filter((folder) => !wanted.includes(folder))
      .map(
        (folder) =>
          `${config} refers to ${folder}, which its package.json does not list. Remove the reference.`,
      ),
  ];
};

/** Everything in the workspace that crosses a boundary of the design. */
export const findViolations = (projects: readonly Project[]): readonly Violation[] => {
  const byName = new Map(projects.map((project) => [project.name, project]));
  return projects.flatMap((project) => [
    ...checkImports(project, byName),
    ...checkUnused(project, byName),
    ...checkReferences(project, byName),
  ]);
};
