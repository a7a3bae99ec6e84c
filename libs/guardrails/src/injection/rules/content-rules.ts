import type { TokenRule } from './token-rule.ts';

/** Instructions to the model in a text that has none to give. */
export const contentRules: readonly TokenRule[] = [
  {
    id: 'addressed_model',
    injectionClass: 'nested_prompt',
    confidence: 0.7,
    explanation: 'speaks to a model that may read it',
    sequences: [
      'if you are ..2 ai|llm|chatbot|language|assistant',
      'note|message|attention|instructions to|for ..3 ai|llm|chatbot|assistants',
      '^ dear ai|llm|chatbot',
      '^ hey|attention|important ai|llm|chatbot|assistant',
    ],
  },
  {
    id: 'steer_response',
    injectionClass: 'nested_prompt',
    origin: 'content',
    confidence: 0.7,
    explanation: 'a passage says how the answer of the model has to look',
    sequences: [
      '^ PUT ..8 YOUR ..2 RESPONSE',
      'LEAD PUT ..8 YOUR ..2 RESPONSE',
      'in|within|throughout|to YOUR RESPONSE ..1 PUT',
      '^ respond|reply|answer|write|speak ..2 in|using|with ..2 LANGUAGE|ENCODING',
      'respond|reply|answer ..1 only ..1 in|with|using',
    ],
  },
  {
    id: 'planted_code',
    injectionClass: 'nested_prompt',
    origin: 'content',
    confidence: 0.7,
    explanation: 'a passage wants code of its own in the answer of the model',
    sequences: [
      'PUT ..5 THIS ..2 code|SNIPPET|script',
      'PUT ..5 code SNIPPET ..3 THIS',
      'PUT|embedding|including|adding|using|incorporating ..5 THIS ..3 SNIPPET',
      'SNIPPET ..5 YOUR ..2 WORK',
      'THIS ..3 code ..8 YOUR ..3 WORK',
    ],
  },
];
