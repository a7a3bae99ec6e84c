/** A C library other than the one of the machine's own loader crashes every program that loads it. */
const neverUnpacked = new Set(['libc6']);

/** What to download: the packages, and what `apt-get --simulate install` says it would install with them. */
export function packagesToDownload(packages: readonly string[], simulation: string): string[] {
  const installed = [...simulation.matchAll(/^Inst (\S+)/gm)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  );
  return [...new Set([...packages, ...installed])].filter((name) => !neverUnpacked.has(name));
}

/** The lines in which apt says what is wrong, for an error message. */
export function aptComplaints(output: string): string {
  const lines = output.split('\n').filter((line) => /^(E|W|Err)[:\d]/.test(line));
  return (lines.length > 0 ? lines : output.trim().split('\n')).slice(-3).join(' ');
}
