/**
 * Fields that the kinds have and the compiled schemas lack: the generator of those packages takes a field called
 * `description` for the description of the schema, and writes the dashes of `x-kubernetes-` otherwise. The types of the same
 * packages know these.
 */
const byKind: Readonly<Record<string, readonly RegExp[]>> = {
  AppProject: [/^spec\.(?:roles\[\d+\]\.|syncWindows\[\d+\]\.)?description$/],
  AlertmanagerConfig: [/^spec\.receivers\[\d+\]\.\w+\[\d+\]\.description$/],
  Cluster: [/^spec\.description$/],
  CustomResourceDefinition: [/^spec\.versions\[\d+\]\..*\bdescription$/, /\.x-kubernetes-[a-z-]+$/],
  GatewayClass: [/^spec\.description$/],
  PriorityClass: [/^description$/],
};

/** Whether a field belongs to its kind although the compiled schema never asks for it. */
export const isUnlisted = (kind: string, path: string): boolean =>
  Object.hasOwn(byKind, kind) && (byKind[kind]?.some((pattern) => pattern.test(path)) ?? false);
