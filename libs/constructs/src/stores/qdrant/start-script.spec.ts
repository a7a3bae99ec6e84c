import { describe, expect, it } from 'vitest';
import { runScript } from '../../fixtures/shell.ts';
import { startQdrant } from './start-script.ts';

const start = (variables: Readonly<Record<string, string>>): string =>
  runScript(
    startQdrant,
    { 'key.txt': 'secret', 'entrypoint.sh': 'echo "$QDRANT__SERVICE__API_KEY $*"\n' },
    { API_KEY_FILE: 'key.txt', ...variables },
  ).output;

const cluster = { NODES: 'qdrant-nodes', PEER_PORT: '6335' };

describe('A node of Qdrant', () => {
  it('begins the cluster as the first', () => {
    expect(start({ ...cluster, HOSTNAME: 'qdrant-0' })).toBe(
      'secret --uri http://qdrant-0.qdrant-nodes:6335\n',
    );
  });

  it('asks the first to let it in', () => {
    expect(start({ ...cluster, HOSTNAME: 'qdrant-10' })).toBe(
      'secret --bootstrap http://qdrant-0.qdrant-nodes:6335 --uri http://qdrant-10.qdrant-nodes:6335\n',
    );
  });

  it('needs no other when it is alone', () => {
    expect(start({ HOSTNAME: 'qdrant-0' })).toBe('secret \n');
  });
});
