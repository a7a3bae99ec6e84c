import type { Service } from '@octollm/catalogue';
import type { Construct } from 'constructs';
import { secretsName } from '../configuration/pod-configuration.ts';
import type { PlatformEnvironment } from '../environment.ts';
import { storeSecrets } from '../stores/store-connection.ts';
import { SecretFromStore } from './secret-from-store.ts';

/** Where the secret store keeps the values of an environment: one entry, with a property for each setting. */
export const secretEntry = ({ name }: Pick<PlatformEnvironment, 'name'>): string => `octollm/${name}`;

/** The Secret that the pods of a service or a job mount; none when they have no secret. */
export const podSecret = (
  scope: Construct,
  described: Pick<Service, 'name'>,
  environment: PlatformEnvironment,
  { labels, keys }: { readonly labels: Record<string, string>; readonly keys: readonly string[] },
): void => {
  if (keys.length === 0) return;
  new SecretFromStore(scope, 'secrets', {
    name: described.name,
    secretName: secretsName(described),
    labels,
    keys,
    templates: storeSecrets(environment.connections),
    entry: secretEntry(environment),
  });
};
