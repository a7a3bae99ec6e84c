import { join } from 'node:path';
import { operators, postgres, type Service } from '@octollm/catalogue';
import { spawnNode } from '../process/index.ts';
import { buildApps } from '../workspace/index.ts';
import { type Applications, applicationsIn } from './applications.ts';
import type { DataFolder } from './data-folder.ts';
import { type Database, externalDatabaseAt, startOwnDatabase } from './database.ts';
import { type DevelopmentKeys, ensureDevelopmentKeys } from './development-keys.ts';
import { environmentFor } from './environment.ts';
import { addressOf, portsOf } from './generated.ts';
import type { StackLock } from './lock-file.ts';
import { migrate } from './migrate.ts';
import type { Preparation } from './prepare.ts';
import { announceStack } from './running-stack.ts';
import { writeSecrets } from './secrets.ts';
import { calleesFirst } from './service-graph.ts';
import type { Stack, StackOptions } from './stack.ts';
import { SupervisedService } from './supervised-service.ts';

/** The start of one stack: everything runs as soon as what it needs is there. */
export class Launch {
  readonly #options: StackOptions;
  readonly #data: DataFolder;
  readonly #lock: StackLock;
  readonly #prepared: Preparation;
  readonly #applications: Applications;
  readonly #failed = new AbortController();
  readonly #signal: AbortSignal;
  readonly #services = new Map<string, SupervisedService>();
  #database: Database | undefined;

  constructor(options: StackOptions, data: DataFolder, lock: StackLock, prepared: Preparation) {
    this.#options = options;
    this.#data = data;
    this.#lock = lock;
    this.#prepared = prepared;
    this.#applications = applicationsIn(options.applications ?? join(options.root, 'dist', 'apps'));
    this.#signal =
      options.signal === undefined
        ? this.#failed.signal
        : AbortSignal.any([options.signal, this.#failed.signal]);
  }

  async run(): Promise<Stack> {
    const built = this.#build();
    const database = this.#startDatabase();
    const migrated = Promise.all([built, database]).then(([, { url }]) => this.#migrate(url));
    const keys = Promise.all([database, migrated]).then(([{ url }]) => this.#ensureKeys(url));
    const services = Promise.all([built, database]).then(([, { url }]) => this.#startServices(url, migrated));
    const all = [built, database, migrated, keys, services];
    const stopServices = (): void => void this.#stopServices();
    this.#signal.addEventListener('abort', stopServices);
    try {
      await Promise.all(all);
      this.#signal.throwIfAborted();
      return await announceStack({
        services: this.#prepared.services,
        running: this.#services,
        database: await database,
        keys: await keys,
        data: this.#data,
        lock: this.#lock,
        ports: this.#prepared.ports,
        notice: this.#options.notice,
      });
    } catch (error) {
      this.#failed.abort();
      await Promise.allSettled(all);
      await this.#stopServices();
      await this.#database?.stop();
      await Promise.all([...this.#prepared.ports.values()].map((ports) => ports.drop()));
      throw error;
    } finally {
      // From here on the order of stopping matters, and is the stack's.
      this.#signal.removeEventListener('abort', stopServices);
    }
  }

  async #build(): Promise<void> {
    const { applications, progress, root } = this.#options;
    if (applications !== undefined) return;
    // What looks after them is started by others, who then find it built.
    const apps = [...this.#prepared.services, ...operators].map(({ name }) => name);
    await progress.phase('build', () => buildApps({ root, apps, signal: this.#signal }));
  }

  async #startDatabase(): Promise<Database> {
    const { externalDatabase, secrets } = this.#prepared;
    if (externalDatabase !== undefined) return externalDatabaseAt(externalDatabase);
    return this.#options.progress.phase('PostgreSQL', async () => {
      const database = await startOwnDatabase({
        dataDir: this.#data.postgres,
        password: secrets.postgres.password,
        onLine: (line) => this.#options.onLine('postgres', line),
        notice: this.#options.notice,
      });
      this.#database = database;
      secrets.postgres.data_dir = database.dataDir;
      await writeSecrets(this.#data.secrets, secrets);
      await this.#lock.publish({ postgres_port: database.port });
      return database;
    });
  }

  /** What a program needs that opens the database and serves nobody. */
  #databaseEnvironment(databaseUrl: string): Record<string, string> {
    const service = this.#prepared.services.find(({ settings }) => 'DATABASE_URL' in settings);
    if (service === undefined) return {};
    return {
      // Only for programs that end soon: a service would hold the cached code for as long as it lives (7 to 17 MB).
      NODE_COMPILE_CACHE: this.#data.compileCache,
      ...this.#processEnvironment({ settings: postgres.settings }, service, databaseUrl),
    };
  }

  #processEnvironment(
    reader: Pick<Service, 'settings'>,
    service: Service,
    databaseUrl: string,
  ): Record<string, string> {
    return environmentFor(reader, this.#prepared.sourcesOf(service, databaseUrl));
  }

  async #migrate(databaseUrl: string): Promise<void> {
    await this.#options.progress.phase('migrations', () =>
      migrate({
        script: this.#applications.migrate,
        cwd: this.#options.root,
        env: this.#databaseEnvironment(databaseUrl),
        signal: this.#signal,
      }),
    );
  }

  async #ensureKeys(databaseUrl: string): Promise<DevelopmentKeys> {
    const { secrets } = this.#prepared;
    const keys = await this.#options.progress.phase('development keys', () =>
      ensureDevelopmentKeys({
        script: this.#applications.keys,
        cwd: this.#options.root,
        env: this.#databaseEnvironment(databaseUrl),
        known: secrets.keys,
        signal: this.#signal,
      }),
    );
    await writeSecrets(this.#data.secrets, { ...secrets, keys: { ...keys } });
    return keys;
  }

  async #startServices(databaseUrl: string, migrated: Promise<void>): Promise<void> {
    const { services } = this.#prepared;
    let ready = 0;
    await this.#options.progress.phase('services', async (detail) => {
      detail(`0 of ${services.length}`);
      await calleesFirst(services, async (service) => {
        if (service.stores.includes(postgres)) await migrated;
        this.#signal.throwIfAborted();
        await portsOf(service.name, this.#prepared.ports).release();
        await this.#supervise(service, databaseUrl).start();
        ready += 1;
        detail(`${ready} of ${services.length}`);
      });
    });
  }

  #supervise(service: Service, databaseUrl: string): SupervisedService {
    const { http, metrics } = portsOf(service.name, this.#prepared.ports);
    const env = this.#processEnvironment(service, service, databaseUrl);
    const supervised = new SupervisedService({
      name: service.name,
      url: addressOf(http),
      metricsUrl: `${addressOf(metrics)}/metrics`,
      readyUrl: `${addressOf(http)}${service.probes.ready}`,
      liveUrl: `${addressOf(http)}${service.probes.live}`,
      drainSeconds: service.drainSeconds,
      spawn: () =>
        spawnNode({
          script: this.#applications.service(service.name),
          nodeFlags: service.nodeFlags,
          env,
          cwd: this.#options.root,
        }),
      onLine: (line) => this.#options.onLine(service.name, line),
      notice: this.#options.notice,
    });
    this.#services.set(service.name, supervised);
    return supervised;
  }

  /** For a start that does not succeed: nobody works yet, so the order does not matter. */
  async #stopServices(): Promise<void> {
    await Promise.all([...this.#services.values()].map((service) => service.stop()));
  }
}
