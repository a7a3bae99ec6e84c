import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { parseStartOptions } from '../stack/index.ts';
import { checkProgram, checkVeleroSchedule } from './cluster-names.ts';
import { checkCompose, checkComposeFiles } from './compose-commands.ts';
import { checkKubectl } from './kubernetes-commands.ts';
import { checkLogFile } from './log-files.ts';

const Manifest = z.object({ scripts: z.record(z.string(), z.string()).default({}) });

const scriptsIn = (folder: string): Readonly<Record<string, string>> =>
  Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).scripts;

/** The npm script is there, and so is the file that it hands to Node. */
const checkScript = (root: string, name: string): void => {
  const script = scriptsIn(root)[name];
  if (script === undefined) throw new Error(`package.json has no script ${name}.`);
  const file = /^node (\S+)/.exec(script)?.[1];
  if (file !== undefined && !existsSync(join(root, file)))
    throw new Error(`The script ${name} runs ${file}, which is not there.`);
};

/** Some project has each of the targets; the one that is named, when one is. */
const checkTargets = (root: string, targets: readonly string[], project?: string): void => {
  const folders = project === undefined ? globSync('{apps,libs}/*', { cwd: root }) : [`libs/${project}`];
  for (const target of targets)
    if (!folders.some((folder) => target in scriptsIn(join(root, folder))))
      throw new Error(`${project ?? 'No project'} has the target ${target}.`);
};

/** The folder holds YAML files, and each of them parses. */
const checkKustomization = (root: string, folder: string): void => {
  const files = globSync(`${folder}/**/*.yaml`, { cwd: root });
  if (!files.includes(`${folder}/kustomization.yaml`)) throw new Error(`${folder} holds no kustomization.`);
  for (const file of files)
    for (const { errors } of parseAllDocuments(readFileSync(join(root, file), 'utf8')))
      if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
};

/** A command that a test cannot run, and what is checked instead. */
export interface NotRun {
  readonly pattern: RegExp;
  /** Why it is not run. */
  readonly because: string;
  /** @throws Error that says what is wrong with the command */
  readonly check: (root: string, ...groups: readonly string[]) => void;
}

/** The commands of the documents that are not run. The first that matches counts. */
export const notRun: readonly NotRun[] = [
  {
    pattern: /^npm start(?: -- (--\S+))?$/,
    because: 'it runs until Ctrl-C; the stack of the test is started by the same code',
    check: (root, flag) => {
      checkScript(root, 'start');
      parseStartOptions(flag === undefined ? [] : [flag]);
    },
  },
  { pattern: /^npm (test)$/, because: 'it would run this test', check: checkScript },
  {
    pattern: /^npm run (demo)$/,
    because: 'it uses the stack of this folder, which may be that of a person',
    check: checkScript,
  },
  {
    pattern: /^npm run (status|doctor|observe)(?: -- --remediate)?$/,
    because: 'it asks the stack of this folder; tests ask another one in the same way',
    check: checkScript,
  },
  {
    pattern: /^npm run (synth|format|env-example|images:pin)$/,
    because: 'it writes into the working tree; tests of their own compare what is there',
    check: checkScript,
  },
  {
    pattern: /^npm run (eval) -- (?:routing|guardrails(?: --data <folder>)?)$/,
    because: 'the tests of libs/routing assert what it shows',
    check: checkScript,
  },
  {
    pattern: /^npm run (eval) -- (?:judge|qa(?: \[--json <file>\])?|retrieval(?: --data <folder>)?)$/,
    because: 'it takes a minute or more; what it measures with has tests of its own',
    check: checkScript,
  },
  {
    pattern: /^npm run (sandbox:check)$/,
    because: 'what it says depends on the machine; the executor has tests of it',
    check: checkScript,
  },
  {
    pattern: /^npm run (test:long)$/,
    because: 'it takes an hour; npm test runs the same tests in their short form',
    check: checkScript,
  },
  {
    pattern: /^npm run (bench)(?: -- .+)?$/,
    because: 'a benchmark wants the machine for itself',
    check: checkScript,
  },
  {
    pattern: /^npm run (trace) -- <id>$/,
    because: 'the id is for the reader to fill in',
    check: checkScript,
  },
  {
    pattern: /^npm run (keys)(?: -- (?:(?:revoke|rotate) .*<id>(?: --grace 24h)?|--help))?$/,
    because: 'the id is for the reader to fill in, and the help is what a wrong command shows',
    check: checkScript,
  },
  {
    pattern: /^npm run (retention)(?: -- restore <file>)?$/,
    because:
      'it deletes what is old; the job has tests of its own, and the file is for the reader to fill in',
    check: checkScript,
  },
  {
    pattern: /^npx nx run-many -t ([a-z ]+)$/,
    because: 'npm test runs it',
    check: (root, targets = '') => checkTargets(root, targets.split(' ')),
  },
  {
    pattern: /^npx nx (\S+) @octollm\/(\S+)$/,
    because: 'npm test runs it',
    check: (root, target = '', project = '') => checkTargets(root, [target], project),
  },
  {
    pattern: /^npx (cdk8s) synth$/,
    because: 'it writes into the working tree; cdk8s.yaml runs the same program as npm run synth',
    check: (root) => {
      if (!existsSync(join(root, 'cdk8s.yaml'))) throw new Error('cdk8s.yaml is not there.');
    },
  },
  {
    pattern: /^docker build -f (\S+) --build-arg APP=(\S+) -t \S+ \.$/,
    because: 'it needs Docker; a test runs what the image would hold',
    check: (root, dockerfile = '', app = '') => {
      for (const path of [dockerfile, `apps/${app}/package.json`])
        if (!existsSync(join(root, path))) throw new Error(`There is no ${path}.`);
    },
  },
  {
    pattern: /^npm run (smoke|verify-deployment|canary|compose:secrets|build:watch|dev)(?: -- .*)?$/,
    because: 'it wants a deployment, or writes what only its owner may read; it has tests of its own',
    check: checkScript,
  },
  {
    pattern: /^docker compose (.+)$/,
    because: 'it needs Docker; a test has docker-compose read the files',
    check: checkCompose,
  },
  {
    pattern: /^export COMPOSE_FILE=(\S+)$/,
    because: 'it is for docker compose, which needs Docker',
    check: checkComposeFiles,
  },
  {
    pattern: /^export (DOCKER_GROUP)=\$\(stat --format %g \/var\/run\/docker\.sock\)$/,
    because: 'it is for docker compose, which needs Docker',
    check: (root, variable = '') => {
      const files = globSync('manifests/compose/*.yaml', { cwd: root });
      if (!files.some((file) => readFileSync(join(root, file), 'utf8').includes(`\${${variable}`)))
        throw new Error(`No file of Compose reads ${variable}.`);
    },
  },
  {
    pattern: /^(?:tail -f|grep .+) \.octollm\/logs\/(\S+)$/,
    because: 'the logs are those of the stack of this folder, and following them never ends',
    check: (_, file = '') => checkLogFile(file),
  },
  {
    pattern: /^helm upgrade --install \S+ (\S+) .*$/,
    because: 'it needs a cluster; a test renders the chart',
    check: (root, folder = '') => {
      if (!existsSync(join(root, folder, 'Chart.yaml'))) throw new Error(`${folder} holds no chart.`);
    },
  },
  {
    pattern: /^kubectl apply -k (\S+)$/,
    because: 'it needs a cluster',
    check: (root, folder = '') => checkKustomization(root, folder),
  },
  {
    pattern: /^kubectl (?!apply -k)(.+)$/,
    because: 'it needs a cluster',
    check: checkKubectl,
  },
  {
    pattern: /^velero restore create --from-schedule (\S+)(?: --include-resources [a-z,]+)?$/,
    because: 'it needs a cluster',
    check: (_, schedule = '') => checkVeleroSchedule(schedule),
  },
  {
    pattern: /^node dist\/apps\/([\w-]+)\/([\w-]+)\.js .+$/,
    because: 'it needs what was backed up; the program has tests of its own',
    check: (root, app = '', program = '') => checkProgram(root, app, program),
  },
  {
    pattern: /^(?:curl .*\$QDRANT_API_KEY|tar -xzf \S+ -C <folder>$)/,
    because: 'it works on what was restored, which the test does not have',
    check: () => undefined,
  },
];

/** The commands of the documents that are run: requests, commands that only read or use the stack, and variables. */
export const isRun = (command: string): boolean =>
  !notRun.some(({ pattern }) => pattern.test(command)) &&
  /^(?:[A-Z]+=\$\(|curl |df |du |npm run (?:keys|policies|synth) -- )/.test(command);

/**
 * Checks what can be checked of a command that is not run.
 * @throws Error when it is in no class, or when something that it needs is not there
 */
export const checkNotRun = (root: string, command: string): void => {
  for (const { pattern, check } of notRun) {
    const match = pattern.exec(command);
    if (match === null) continue;
    check(root, ...match.slice(1));
    return;
  }
  throw new Error(
    `No test runs "${command}". Let tools/src/docs run it, or say in not-run.ts why it cannot be run.`,
  );
};
