import { describe } from 'vitest';
import { openAiDialect } from '../../fixtures/dialects/open-ai.ts';
import { itSpeaksOnItsWire } from '../../fixtures/wire-suite.ts';

describe.each(['openai', 'compatible'])('the API of OpenAI at the provider %s', (name) => {
  itSpeaksOnItsWire(openAiDialect(name));
});
