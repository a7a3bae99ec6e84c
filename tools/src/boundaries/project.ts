/**
 * The layers, from the one everything may use to the one nothing may use. An assembly joins features for several apps,
 * such as a model client that screens what it is given.
 */
export const layers = ['contracts', 'kit', 'feature', 'assembly', 'app'] as const;
export type Layer = (typeof layers)[number];

/** One import of one source file. */
export interface SourceImport {
  /** The file, relative to the project. */
  readonly file: string;
  /** What stands between the quotes. */
  readonly specifier: string;
}

/** A project of the workspace, as far as its boundaries are concerned. */
export interface Project {
  readonly name: string;
  /** Its folder, relative to the root of the workspace. */
  readonly folder: string;
  readonly layer: Layer;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  /** The folders that its tsconfig.json refers to, relative to the root of the workspace. */
  readonly references: readonly string[];
  readonly imports: readonly SourceImport[];
}
