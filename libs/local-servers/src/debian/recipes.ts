/** A server or a tool that Debian packages, and where its program lies once they are unpacked. */
export interface DebianRecipe {
  /** Packages to unpack; libraries they need and the machine lacks are found by apt and added. */
  readonly packages: readonly string[];
  /** The program, relative to the folder the packages are unpacked in. */
  readonly binary: string;
}

/** Adding one means adding a row. */
export const debianRecipes = {
  bubblewrap: { packages: ['bubblewrap'], binary: 'usr/bin/bwrap' },
  // redis-server is a link to redis-check-rdb, which redis-tools carries.
  redis: { packages: ['redis-server', 'redis-tools'], binary: 'usr/bin/redis-server' },
  // No server, but wanted likewise: it builds the kustomizations of the manifests.
  kubectl: { packages: ['kubernetes-client'], binary: 'usr/bin/kubectl' },
} as const satisfies Record<string, DebianRecipe>;

/** What can be had from Debian's packages. */
export type DebianServerName = keyof typeof debianRecipes;
