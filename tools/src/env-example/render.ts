import { deployed, jobs, type Service, type Setting, textOf } from '@octollm/catalogue';

interface Variable {
  readonly name: string;
  readonly setting: Setting;
  readonly usedBy: readonly string[];
}

/** Variables that differ from service to service by nature: the local stack sets them itself. */
const perService = new Set(['HOST', 'PORT', 'METRICS_PORT', 'OCTOLLM_ENVIRONMENT']);

/** Whatever reads variables: a service or a job. */
type Reader = Pick<Service, 'name' | 'settings'>;

const variablesOf = (services: readonly Service[], jobs: readonly Reader[]): readonly Variable[] => {
  const all: readonly Reader[] = [...services, ...jobs];
  const names = [...new Set(all.flatMap((service) => Object.keys(service.settings)))].filter(
    (name) => !perService.has(name),
  );
  return names.flatMap((name) => {
    const users = all.filter((service) => name in service.settings);
    const setting = users[0]?.settings[name];
    return setting === undefined ? [] : [{ name, setting, usedBy: users.map((service) => service.name) }];
  });
};

const valueOf = (setting: Setting): string => (setting.secret ? '' : (textOf(setting.default) ?? ''));

const describe = ({ name, setting, usedBy }: Variable, total: number): string =>
  [
    `# ${setting.description[0]?.toUpperCase()}${setting.description.slice(1)}.`,
    `# ${setting.secret ? 'Secret. ' : ''}Must be ${setting.expects}. Read by ${usedBy.length >= total ? 'every service' : usedBy.join(', ')}.`,
    `#${name}=${valueOf(setting)}`,
  ].join('\n');

/** The text of `.env.example`: every variable of the catalogue with what it is for, its form and its default. */
export const renderEnvExample = (
  all: readonly Service[] = deployed,
  others: readonly Reader[] = jobs,
): string =>
  [
    '# Variables that `npm start` and `npm run observe` read from a file called .env beside this one. All of them are',
    '# optional there: the local stack brings its own stores, keys and addresses. NAME_FILE instead of NAME names a file',
    '# with the value. Made from the catalogue by `npm run env-example`.',
    '',
    variablesOf(all, others)
      .map((variable) => describe(variable, all.length))
      .join('\n\n'),
    '',
  ].join('\n');
