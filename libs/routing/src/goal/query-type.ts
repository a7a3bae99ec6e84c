import type { QueryType } from '@octollm/contracts';
import { isFetch } from './address.ts';
import { isComparison } from './comparison.ts';
import { withoutPoliteness } from './politeness.ts';
import { onOneLine } from './words.ts';

const making =
  /^(?:write|implement|create|generate|build|make|develop|design|code|program|refactor|debug|fix|repair|optimi[sz]e|port|convert|add|rewrite|extend|test|lint|analy[sz]e|review)\b/i;
const programs =
  /\b(?:code|functions?|methods?|class(?:es)?|scripts?|programs?|modules?|unit tests?|tests? for|regex(?:es)?|regular expressions?|sql|quer(?:y|ies) in sql|api|endpoints?|algorithms?|bugs?|snippets?|components?|(?:web |command line )?app(?:lication)?s?|typescript|javascript|python|java|rust|c\+\+|golang|bash|json schema|parsers?|compilers?|stack traces?|null pointers?|loops?|librar(?:y|ies)|cli)\b/i;
const quotedCode = /```|(?:^| )(?:const|let|var|function|class|def|import) [\w$]+ ?(?:=|\(|\{|from\b)/;

const summary =
  /^(?:summari[sz]e|sum up|recap|condense|outline|abridge|tl;?dr\b|(?:give|write|provide|prepare|create|make|draft|produce)(?: me| us)? (?:an?|the) (?:\w+ ){0,3}(?:summary|overview|abstract|outline|digest|recap|synopsis)|(?:an? |the )?(?:\w+ ){0,2}(?:summary|overview|abstract|synopsis) of|fasse? .{1,200} zusammen|résume[rz]?|resume[nr]?|resumir|riassumi|vat .{1,200} samen|oppsummer|sammenfatt|sammanfatta)(?![\p{L}\p{N}])/iu;

const asking =
  /^(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|shall|should|will|would|am|in (?:what|which)|at what|on what|to what|for how|since when|by whom|from where|according to)\b/i;
const askingLater = /, (?:who|what|which|when|where|why|how|is it|are there|does|do|did) /i;
const finding =
  /^(?:find|tell|explain|describe|show|list|look up|search|name|define|state|identify|say|cite|quote|report what|clarify|check (?:if|whether|what|when|how)|determine|investigate|evaluate|assess|analy[sz]e|answer|know|learn|give(?: me| us)? (?:the|all|every|details|information|an explanation|a list|examples))\b/i;
const subject =
  /^(?:(?:any|all|some|the|more) )?(?:information|details|facts|figures|data|documents|passages|papers|studies|reports|material|evidence) (?:on|about|of|for|concerning|regarding|that|which)\b/i;
const acting =
  /^(?:write|compose|draft|translate|send|e-?mail|book|order|buy|pay|schedule|remind|draw|paint|sing|play|delete|remove|create|make|build|design|invent|imagine|pretend|calculate|compute|run|execute|deploy|restart|install|turn|set|open|close|cancel|upload|save|print|rewrite|paraphrase|brainstorm|suggest)\b/i;

const isCode = (goal: string): boolean => quotedCode.test(goal) || (making.test(goal) && programs.test(goal));

const isQuestion = (goal: string): boolean =>
  !acting.test(goal) &&
  (asking.test(goal) ||
    askingLater.test(goal) ||
    finding.test(goal) ||
    subject.test(goal) ||
    /[?？](?:["')\]]| |$)/.test(goal));

/**
 * What kind of goal it is, by the first rule that fits: nothing but an address (fetch); code in the goal, or a verb
 * of making with a noun of programming (code); a comparison; a summary; a question by an interrogative at the start of a clause, by a verb of
 * finding, by naming what information is wanted or by a question mark (question); other. Courtesies at the beginning are passed over.
 */
export const queryTypeOf = (goal: string): QueryType => {
  const text = withoutPoliteness(onOneLine(goal));
  if (isFetch(text)) return 'fetch';
  if (isCode(text)) return 'code';
  if (isComparison(text)) return 'comparison';
  if (summary.test(text)) return 'summary';
  return isQuestion(text) ? 'question' : 'other';
};
