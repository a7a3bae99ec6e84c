import { describe, expect, it } from 'vitest';
import { aptComplaints, packagesToDownload } from './apt-output.ts';

describe("apt's output", () => {
  it('names the libraries to download too, but never the C library', () => {
    const output = [
      'NOTE: This is only a simulation!',
      'Inst libjemalloc2 (5.3.0-1 Debian:12.15/oldstable [amd64])',
      'Inst libc6 [2.36-9] (2.36-10 Debian:12.15/oldstable [amd64])',
      'Conf libjemalloc2 (5.3.0-1 Debian:12.15/oldstable [amd64])',
    ].join('\n');
    expect(packagesToDownload(['redis-server'], output)).toEqual(['redis-server', 'libjemalloc2']);
  });

  it('is cut down to its complaints', () => {
    const output =
      'Reading package lists...\nW: the lists are old\nE: Unable to locate package redis-server\n';
    expect(aptComplaints(output)).toBe('W: the lists are old E: Unable to locate package redis-server');
  });

  it('is quoted at its end when it has none', () => {
    expect(aptComplaints('one\ntwo\nthree\nfour\n')).toBe('two three four');
  });
});
