import type { ComposeFile, ComposeService } from './compose-file.ts';

/** Where `npm run compose:secrets` puts the files, seen from the folder of the Compose files; git never sees them. */
const folder = `\${OCTOLLM_SECRETS-../../.octollm/compose}`;

type Mounted = NonNullable<ComposeService['secrets']>;

/** Mounts secrets as files of their names. */
export const mounted = (names: readonly string[], directory: string): Mounted =>
  names.map((source) => ({ source, target: `${directory}/${source}` }));

/** Mounts a folder that the operator fills: what is in it has no name before. */
export const mountedFolder = (name: string, target: string): string => `${folder}/${name}:${target}:ro`;

/** The files of all secrets that the services of a Compose file mount. */
export const secretFiles = (services: ComposeFile['services']): NonNullable<ComposeFile['secrets']> => {
  const names = new Set(
    Object.values(services).flatMap(({ secrets = [] }) => secrets.map(({ source }) => source)),
  );
  return Object.fromEntries([...names].sort().map((name) => [name, { file: `${folder}/${name}` }]));
};
