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
    id: 'drop_passage',
    injectionClass: 'ignore_previous',
    origin: 'content',
    severity: 'high',
    confidence: 0.7,
    explanation: 'a passage tells its reader to drop it and to do something else',
    sequences: [
      '^ IGNORE ..3!MY SOURCE|mail|TEXT ..2 and|instead|then',
      'LEAD IGNORE ..3!MY SOURCE|mail|TEXT ..2 and|instead|then ..1 PUT|SAY|ACT|explain|list|compose',
    ],
  },
  {
    id: 'planted_task',
    injectionClass: 'nested_prompt',
    origin: 'content',
    confidence: 0.6,
    explanation: 'a passage sets a task that only a model carries out',
    sequences: [
      '^ write|compose|generate|create|draft|produce|craft ..4 poem|poems|story|stories|essay|limerick|haiku|joke|song|tutorial|slogan|sonnet|rap|fable|advertisement',
      '^ tell ..1 joke|riddle|story|poem',
      '^ translate|convert|rewrite|rephrase|reformulate ..4 into|to|in|as ..1 LANGUAGE|ENCODING|emoji|emojis|poem|rhymes',
      '^ summarize|summarise|condense ..4 as|into|in ..2 words|sentence|sentences|rhyme|poem|headline|tweet|emojis|bullet',
      '^ explain|describe|discuss ..1 concept|difference|theory|history|importance|principles|process ..1 of|between',
      '^ encode|encrypt|reverse|scramble|obfuscate|shift ..3 RESPONSE|letters|letter|words|word|vowels|text',
      '^ analyze|analyse|classify|detect|determine|identify ..3 sentiment|emotion|emotions|mood|tone',
      '^ solve ..2 equation|equations|puzzle|riddle|problem',
      'tell|inform|convince|urge|persuade|advise|encourage|warn ..1 user|users|reader|readers|recipient ..1 to|that|about',
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
