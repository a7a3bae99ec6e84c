/** What the child process is told on its standard input, as JSON. */
export interface Job {
  readonly language: 'python' | 'javascript';
  readonly code: string;
  readonly stdin: string;
  readonly files: Readonly<Record<string, string>>;
  /** What the interpreter's own memory may grow to. */
  readonly memoryBytes: number;
}

/** The folder that the files of a run appear in. */
export const workspace = '/workspace';

/** What the child process says when its interpreter is there: what happens from then on is the program's doing. */
export const started = 'started';
