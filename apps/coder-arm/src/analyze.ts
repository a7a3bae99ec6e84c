import type { CoderOutput, Language } from '@octollm/contracts';
import { checkSyntax } from './syntax/check-syntax.ts';
import { outlineOf } from './syntax/outline.ts';

const names: Readonly<Record<Language, string>> = {
  json: 'JSON',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
};

/** What the parser of a language says about code. No model is asked. */
export const analyze = (code: string, language: Language): CoderOutput => {
  const findings = [...checkSyntax(code, language)];
  const name = names[language];
  const explanation =
    findings.length === 0
      ? `The code is valid ${name}: ${outlineOf(code, language)}. Only its syntax was checked.`
      : `The code is not valid ${name}: its parser reports ${findings.length === 1 ? 'one mistake' : `${findings.length} mistakes`}.`;
  return { language, code: null, explanation, findings };
};
