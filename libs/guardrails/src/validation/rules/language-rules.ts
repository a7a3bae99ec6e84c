import type { PatternRule } from '../validation-rule.ts';

/** White space of SQL: also a comment, or a plus sign of a form. */
const gap = String.raw`(?:[\s+]|\/\*[^*]{0,40}\*\/){1,8}`;

/** What changes a statement or a template that a value is put into. */
export const languageRules: readonly PatternRule[] = [
  {
    id: 'sql_union',
    explanation: 'adds a query to a query',
    blocksFrom: { sql: 'permissive', url: 'moderate' },
    pattern: new RegExp(
      String.raw`(?<!\w)union${gap}(?:(?:all|distinct)${gap})?(?:\(\s{0,4})?select(?!\w)[^.!?\n]{0,200}(?:from|null|\d|,|@@|\()`,
      'i',
    ),
  },
  {
    id: 'sql_tautology',
    explanation: 'closes a text and makes a condition always true',
    blocksFrom: { sql: 'permissive', url: 'strict' },
    pattern:
      /(?:['"`)]|(?<!\w)\d{1,10})(?:\s|\/\*[^*]{0,40}\*\/){0,8}(?:x?or|and|\|\||&&)[\s(+]{0,8}(?:['"`]\w{0,40}['"`]?|\d{1,10}|true|not\s)\s{0,8}(?:=|<|>|like\s|is\s|--|#|$)/i,
  },
  {
    id: 'sql_statement',
    explanation: 'ends a statement and begins another',
    blocksFrom: { sql: 'permissive', url: 'strict' },
    pattern:
      /;\s{0,8}(?:drop\s{1,8}(?:table|database|schema|user|view|index)|delete\s{1,8}from|insert\s{1,8}into|update\s{1,8}\w{1,40}\s{1,8}set|alter\s{1,8}(?:table|user|database)|create\s{1,8}(?:table|user|function|login)|truncate\s{1,8}\w|exec(?:ute)?[\s(]|shutdown(?!\w)|grant\s{1,8}\w|declare\s{1,8}@|select\s{1,8}(?:\*|\w{1,40}\s{0,4}[(,])|copy\s{1,8}\w{1,40}\s{1,8}(?:from|to))/i,
  },
  {
    id: 'sql_comment_after_quote',
    explanation: 'closes a text and comments the rest of a statement out',
    blocksFrom: { sql: 'moderate' },
    pattern: /['"`)]\s{0,8};?\s{0,8}(?:--|#|\/\*)|--\s{0,8}$|\/\*!/,
  },
  {
    id: 'sql_function',
    explanation: 'calls a function that waits, reads files or lists the schema',
    blocksFrom: { sql: 'moderate', url: 'strict' },
    pattern:
      /(?<!\w)(?:sleep|pg_sleep|benchmark|load_file|xp_cmdshell|extractvalue|updatexml|randomblob|dbms_\w{1,30}\.\w{1,30}|utl_\w{1,30}\.\w{1,30})\s{0,4}\(|waitfor\s{1,8}delay|into\s{1,8}(?:out|dump)file|information_schema\.|xp_cmdshell|pg_catalog\.|sqlite_master/i,
  },
  {
    id: 'sql_open_quote',
    explanation: 'ends in a quotation mark that nothing opened',
    blocksFrom: { sql: 'strict' },
    pattern: /^[^']{0,10000}'\s{0,8}(?:[;),]\s{0,8})?$/,
  },
  {
    id: 'template_escape',
    explanation: 'holds an expression that reaches out of a template',
    blocksFrom: {
      template: 'permissive',
      html: 'moderate',
      header: 'moderate',
      shell: 'permissive',
      url: 'moderate',
    },
    pattern:
      /(?:\{\{|\{%|[$#*@]\{|<%)[^{<\n]{0,200}?(?:__\w{1,20}__|constructor|process\.|child_process|java\.|runtime|getclass|classloader|popen|subclasses|config\.|request\.|self\.|system\(|eval\(|exec\(|sleep\(|phpinfo)|\$\{(?:jndi|\$|lower|upper|env|sys):?/i,
  },
  {
    id: 'template_expression',
    explanation: 'holds an expression that template engines evaluate',
    blocksFrom: { template: 'moderate' },
    pattern: /\{\{|\{%|[$#*@]\{|<%|\[\[[$*]/,
  },
];
