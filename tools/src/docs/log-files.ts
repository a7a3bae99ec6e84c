import { deployed } from '@octollm/catalogue';

const processes = new Set(deployed.map(({ name }) => name));

/**
 * A process of the local stack writes the log.
 * @param file - its name in `.octollm/logs`; with `*` for all
 * @throws Error when none does
 */
export const checkLogFile = (file: string): void => {
  const name = file.replace(/(?:\.1)?\.log$/, '');
  if (name !== '*' && !processes.has(name)) throw new Error(`No process writes the log ${file}.`);
};
