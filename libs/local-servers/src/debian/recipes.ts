/** A server or a tool that Debian packages, and where its program lies once they are unpacked. */
export interface DebianRecipe {
  /** Packages to unpack; libraries they need and the machine lacks are found by apt and added. */
  readonly packages: readonly string[];
  /** The program, relative to the folder the packages are unpacked in. */
  readonly binary: string;
  /** The fixed folder that the program reads files from, where it has one. */
  readonly share?: string;
}

/** Adding one means adding a row. */
export const debianRecipes = {
  bubblewrap: { packages: ['bubblewrap'], binary: 'usr/bin/bwrap' },
  // redis-server is a link to redis-check-rdb, which redis-tools carries.
  redis: { packages: ['redis-server', 'redis-tools'], binary: 'usr/bin/redis-server' },
  // No server, but wanted likewise: it builds the kustomizations of the manifests.
  kubectl: { packages: ['kubernetes-client'], binary: 'usr/bin/kubectl' },
  // promtool lies beside prometheus, and amtool beside its server.
  prometheus: { packages: ['prometheus'], binary: 'usr/bin/prometheus' },
  alertmanager: {
    packages: ['prometheus-alertmanager'],
    binary: 'usr/bin/prometheus-alertmanager',
    share: '/usr/share/prometheus/alertmanager',
  },
  'postgres-exporter': {
    packages: ['prometheus-postgres-exporter'],
    binary: 'usr/bin/prometheus-postgres-exporter',
  },
  'redis-exporter': { packages: ['prometheus-redis-exporter'], binary: 'usr/bin/prometheus-redis-exporter' },
  nginx: { packages: ['nginx'], binary: 'usr/sbin/nginx' },
  // A program of Python: its packages lie in usr/lib/python3/dist-packages.
  'docker-compose': { packages: ['docker-compose'], binary: 'usr/bin/docker-compose' },
} as const satisfies Record<string, DebianRecipe>;

/** The row of a name. */
export const debianRecipe = (name: DebianServerName): DebianRecipe => debianRecipes[name];

/** What can be had from Debian's packages. */
export type DebianServerName = keyof typeof debianRecipes;
