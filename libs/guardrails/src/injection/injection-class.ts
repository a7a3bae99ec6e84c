import type { Severity } from '@octollm/contracts';

/** The ways in which a text tries to take a model over, and how bad each is. Critical and high ones block. */
export const injectionClasses = {
  ignore_previous: 'critical',
  new_instruction: 'critical',
  system_role: 'critical',
  dan: 'critical',
  direct_extraction: 'high',
  indirect_extraction: 'high',
  delimiter: 'high',
  command: 'high',
  template: 'high',
  data_exfiltration: 'high',
  role_play: 'medium',
  nested_prompt: 'medium',
  encoded_instruction: 'medium',
  memory_access: 'medium',
} as const satisfies Readonly<Record<string, Severity>>;

export type InjectionClass = keyof typeof injectionClasses;
