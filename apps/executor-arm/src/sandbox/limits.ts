const mebibyte = 1_048_576;

/** What a run may use. */
export interface Limits {
  /** Of all its processes together; of each one alone as well. */
  readonly memoryBytes: number;
  /** Processes and threads together, the sandbox's own first process included. */
  readonly processes: number;
  readonly openFiles: number;
  /** The longest file that it may write. */
  readonly fileBytes: number;
  /** All files of its workspace together; the folder for temporary files has as much again. They are held in memory. */
  readonly workspaceBytes: number;
  /** Standard output and standard error together; what is longer is cut. */
  readonly outputBytes: number;
}

export const defaultLimits: Limits = {
  memoryBytes: 512 * mebibyte,
  processes: 10,
  openFiles: 64,
  fileBytes: 32 * mebibyte,
  workspaceBytes: 64 * mebibyte,
  outputBytes: mebibyte,
};
