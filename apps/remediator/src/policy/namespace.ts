import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfigOf, remediator } from '@octollm/catalogue';

/** The label `namespace` of the alerts of the local stack, and of whatever runs on one machine. */
const localNamespace = 'local';

/**
 * The namespace whose services are looked after: the one that is set, that of the local stack, or that of the pod.
 * @throws Error when there is no file that names the one of the pod
 */
export const namespaceOf = async (
  config: Pick<
    ConfigOf<typeof remediator>,
    'REMEDIATOR_NAMESPACE' | 'REMEDIATOR_TARGET' | 'REMEDIATOR_SERVICE_ACCOUNT'
  >,
): Promise<string> => {
  if (config.REMEDIATOR_NAMESPACE !== undefined) return config.REMEDIATOR_NAMESPACE;
  if (config.REMEDIATOR_TARGET !== 'kubernetes') return localNamespace;
  return (await readFile(join(config.REMEDIATOR_SERVICE_ACCOUNT, 'namespace'), 'utf8')).trim();
};
