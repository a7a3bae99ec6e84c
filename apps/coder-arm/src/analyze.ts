import type { CoderOutput, Language } from '@octollm/contracts';
import { languageNames } from './language-names.ts';
import { readCode } from './syntax/read-code.ts';

/** What the parser of a language says about code. No model is asked. */
export const analyze = async (code: string, language: Language): Promise<CoderOutput> => {
  const { findings, outline, summary } = await readCode(code, language);
  const name = languageNames[language];
  const explanation =
    findings.length === 0
      ? `The code is valid ${name}: ${summary}. Only its syntax was checked.`
      : `The code is not valid ${name}: its parser reports ${findings.length === 1 ? 'one mistake' : `${findings.length} mistakes`}.`;
  return { language, code: null, explanation, findings: [...findings], outline: [...outline], run: null };
};
