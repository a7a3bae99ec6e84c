import type { ValidationRule } from '../validation-rule.ts';

/** UTF-8 that no encoder writes: only somebody who hides something does. */
export const overlongCharacter: ValidationRule = {
  id: 'overlong_character',
  explanation: 'writes a character in a form of UTF-8 that is forbidden because it hides what it is',
  blocksFrom: {
    shell: 'permissive',
    path: 'permissive',
    url: 'permissive',
    sql: 'permissive',
    html: 'permissive',
    header: 'permissive',
    template: 'moderate',
  },
};

/** What cannot be looked at in full is not let through. */
export const deepEncoding: ValidationRule = {
  id: 'deep_encoding',
  explanation: 'is encoded so many times that what it says cannot be told',
  blocksFrom: {
    shell: 'permissive',
    path: 'permissive',
    url: 'permissive',
    sql: 'permissive',
    html: 'permissive',
    header: 'permissive',
    template: 'permissive',
    prompt: 'strict',
  },
};
