import type { PatternRule } from '../validation-rule.ts';

/**
 * What shows people another text than models read. Words that turn a model against its instructions are the check
 * `injection`'s concern; what is dangerous for a shell or a page is harmless in a prompt.
 */
export const promptRules: readonly PatternRule[] = [
  {
    id: 'hidden_letters',
    explanation: 'holds letters that nobody sees',
    blocksFrom: {
      prompt: 'permissive',
      html: 'moderate',
      header: 'permissive',
      url: 'permissive',
      path: 'permissive',
    },
    // The flags of England, Scotland and Wales are spelled with up to six of them after a black flag.
    pattern: /(?<!\u{1f3f4}[\u{e0061}-\u{e007a}]{0,6})[\u{e0020}-\u{e007e}]/u,
  },
  {
    id: 'text_direction',
    explanation: 'turns the direction of letters around, so that it reads differently than it is',
    blocksFrom: {
      prompt: 'moderate',
      shell: 'permissive',
      path: 'permissive',
      url: 'permissive',
      header: 'moderate',
      html: 'moderate',
    },
    pattern: /[\u202d\u202e]/,
  },
];
