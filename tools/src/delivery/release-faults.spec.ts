import { describe, expect, it } from 'vitest';
import { releaseFaults } from './release-faults.ts';

const manifest = (version: string): string =>
  [
    `      - image: ghcr.io/octollm/judge-arm:${version}`,
    '        image: docker.io/library/redis:7.4.2-alpine',
    `        image: ghcr.io/octollm/orchestrator:${version}@sha256:00`,
  ].join('\n');

describe('A tag', () => {
  it('can be deployed when both environments run its version', () => {
    expect(releaseFaults('v0.2.0', () => manifest('0.2.0'))).toEqual([]);
  });

  it('is refused when one of them runs another, with what to do', () => {
    const faults = releaseFaults('v0.2.0', (name) => manifest(name === 'staging' ? '0.2.0' : '0.1.0'));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^production runs 0\.1\.0, not 0\.2\.0: .*npm run synth/);
  });

  it('is refused when a part of an environment runs another, or nothing does', () => {
    const mixed = `${manifest('0.2.0')}\n${manifest('0.1.0')}`;
    expect(releaseFaults('v0.2.0', () => mixed)[0]).toContain('0.2.0, 0.1.0');
    expect(releaseFaults('v0.2.0', () => '')[0]).toContain('no image of the platform');
  });

  it('is that of a release', () => {
    for (const tag of ['main', '0.2.0'])
      expect(releaseFaults(tag, () => manifest('0.2.0'))).toEqual([
        `${tag} is not the tag of a release, such as v0.2.0.`,
      ]);
  });
});
