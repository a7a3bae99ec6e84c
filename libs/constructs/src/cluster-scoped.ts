import { type ApiObject, Chart, JsonPatch } from 'cdk8s';

/** An object that cannot be in a namespace. A chart gives its own to all its objects; this takes it away again. */
export const clusterScoped = (object: ApiObject): void => {
  if (Chart.of(object).namespace !== undefined) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
};
