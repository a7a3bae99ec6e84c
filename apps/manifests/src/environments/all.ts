import { dev } from './dev.ts';
import type { Environment } from './environment.ts';
import { production } from './production.ts';
import { staging } from './staging.ts';

/** Every environment that has a namespace in a cluster. */
export const environments: readonly Environment[] = [dev, staging, production];
