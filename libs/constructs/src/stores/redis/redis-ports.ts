/** Where Redis, its sentinel and its exporter listen. */
export const redisPorts = { redis: 6_379, sentinel: 26_379, metrics: 9_121 } as const;

/** Where the pods of a Redis keep their data. */
export const dataFolder = '/data';

/** Where they find their configuration and their scripts. */
export const configurationFolder = '/etc/octollm';
