const mega = 1_000_000;

/**
 * The resident memory of a service in MB, as its own metrics tell it: on Linux that is VmRSS of proc_pid_status(5).
 * @throws Error when the service does not export it
 */
export const residentMegabytes = async (metricsUrl: string): Promise<number> => {
  const response = await fetch(metricsUrl);
  const value = /^process_resident_memory_bytes(?:\{[^}]*\})? (\S+)/m.exec(await response.text())?.[1];
  if (value === undefined) throw new Error(`${metricsUrl} does not export process_resident_memory_bytes.`);
  return Number(value) / mega;
};
