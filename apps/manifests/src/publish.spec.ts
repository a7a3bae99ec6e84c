import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publish } from './publish.ts';
import { read } from './read.ts';
import { render } from './render.ts';
import { write } from './write.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifests-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('Writing the manifests', () => {
  it('writes what was rendered, and the same again', () => {
    const files = render();
    write(folder, files);
    write(folder, files);
    expect(read(folder)).toEqual(files);
  });

  it('does not touch files that are all there already', () => {
    const file = join(folder, 'dev/judge-arm/Service.judge-arm.yaml');
    write(folder, render());
    const { mtimeMs } = statSync(file);
    write(folder, render());
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
  });

  it('leaves no file whose object is gone, and every file that was not rendered', () => {
    mkdirSync(join(folder, 'dev/gone'), { recursive: true });
    writeFileSync(join(folder, 'dev/gone/Service.gone.yaml'), '');
    mkdirSync(join(folder, 'crds'));
    writeFileSync(join(folder, 'crds/keep.yaml'), '');
    write(folder, render());
    expect(existsSync(join(folder, 'dev/gone'))).toBe(false);
    expect(existsSync(join(folder, 'crds/keep.yaml'))).toBe(true);
  });

  it('goes to the folder that cdk8s asks for', () => {
    expect(publish(render(), folder)).toBe(folder);
    expect(read(folder).size).toBe(render().size);
  });
});
