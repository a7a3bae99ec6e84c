import { identifyingTypes, redactedTypes } from '../types-of-detectors.ts';
import { Policy } from './policy.ts';

/** What becomes of texts unless a tenant says otherwise. */
export const defaultPolicy = new Policy({
  rules: [
    {
      id: 'block_injection',
      description: 'Attempts to take a model over are refused.',
      when: { check: 'injection', severity_at_least: 'high' },
      action: 'block',
    },
    {
      id: 'block_content',
      description: 'Requests for weapons, abuse and the like are refused.',
      when: { check: 'content', severity_at_least: 'high' },
      action: 'block',
    },
    {
      id: 'block_invalid_input',
      description: 'Input that is dangerous where it is put is refused.',
      when: { check: 'policy' },
      action: 'block',
    },
    {
      id: 'redact_sensitive',
      description: 'Cards, social security numbers and secrets never go on.',
      when: { check: ['pii', 'secrets'], type: [...redactedTypes] },
      action: 'redact',
    },
    {
      id: 'tokenise_for_providers',
      description:
        'Other data that point at a person do not leave the platform; they come back in the answer.',
      when: { check: 'pii', type: [...identifyingTypes], destination: 'external' },
      action: 'tokenise',
    },
    {
      id: 'record_the_rest',
      action: 'record',
    },
    {
      id: 'validate_tools',
      description: 'A tool gets what can do it no harm.',
      when: { sink: ['shell', 'path', 'url'] },
      level: 'strict',
    },
    {
      id: 'validate',
      level: 'moderate',
    },
  ],
});
