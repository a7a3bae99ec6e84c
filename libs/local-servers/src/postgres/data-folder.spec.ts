import { expect, it } from 'vitest';
import { folderNameFor } from './data-folder.ts';

it('names the folder that replaces one out of reach, always alike and never the same for two', () => {
  expect(folderNameFor('/root/app/data')).toBe(folderNameFor('/root/app/data'));
  expect(folderNameFor('/root/app/data')).toMatch(/^data-[0-9a-f]{12}$/);
  expect(folderNameFor('/root/app/data')).not.toBe(folderNameFor('/root/other/data'));
});
