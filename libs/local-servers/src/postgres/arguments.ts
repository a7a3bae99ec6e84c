/** Collation and case rules come from PostgreSQL's own C.UTF-8, so that every machine sorts alike. */
export function initdbArguments(options: {
  dataDir: string;
  user: string;
  passwordFile: string;
  durable: boolean;
  platform: NodeJS.Platform;
}): string[] {
  return [
    `--pgdata=${options.dataDir}`,
    `--username=${options.user}`,
    `--pwfile=${options.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    // macOS before 15 knows no C.UTF-8.
    `--locale=${options.platform === 'darwin' ? 'C' : 'C.UTF-8'}`,
    '--no-instructions',
    ...(options.durable ? [] : ['--no-sync']),
  ];
}

/** TCP on 127.0.0.1 only: no unix socket, no other interface. Caller's settings come last and so win. */
export function postgresArguments(options: {
  dataDir: string;
  port: number;
  durable: boolean;
  settings: Readonly<Record<string, string>>;
}): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...(options.durable ? {} : lossy),
    ...options.settings,
  };
  return [
    '-D',
    options.dataDir,
    '-p',
    String(options.port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** Fast, and a crash of the machine loses the data: for tests. A crash of PostgreSQL alone loses nothing but the last commits. */
const lossy = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
