import type { Severity } from '@octollm/contracts';
import type { InjectionClass } from '../injection-class.ts';

/** A rule over characters, for what is no words: delimiters, templates, commands of a shell. */
export interface TextRule {
  readonly id: string;
  readonly injectionClass: InjectionClass;
  readonly severity?: Severity;
  readonly confidence: number;
  readonly explanation: string;
  /** What a text must hold, one of them at least, for the pattern to be tried: to look for them costs next to nothing. */
  readonly needles: readonly string[];
  /** For folded text, with the flag `g`; every repetition bounded. */
  readonly pattern: RegExp;
}

/** The rules over characters. Texts are in lower case when they are matched. */
export const textRules: readonly TextRule[] = [
  {
    id: 'chat_template',
    injectionClass: 'delimiter',
    confidence: 0.95,
    explanation: 'holds marks with which chat models tell roles apart',
    needles: ['<|', '< |', '[inst', '[/inst', '<<', '_of_turn>'],
    pattern:
      /< ?\| ?(?:im_start|im_end|im_sep|endoftext|system|user|assistant|end|eot_id|begin_of_text|start_header_id|end_header_id|endofprompt) ?\| ?>|\[\/?inst\]|<<\/?sys>>|<(?:start|end)_of_turn>/g,
  },
  {
    id: 'prompt_heading',
    injectionClass: 'delimiter',
    confidence: 0.75,
    explanation: 'imitates the headings between which a prompt stands',
    needles: ['##', '---', '===', '***', 'system_'],
    pattern:
      /(?<![^\n])[ \t]{0,8}(?:#{2,6} ?(?:system|new instructions?|system prompt) ?:|#{2,6} ?instruction ?:[^#]{0,400}\n#{2,6} ?response ?:|[-=*]{3,8} ?(?:end|begin|start) of (?:the )?(?:system )?(?:prompt|instructions?|context|document|user input|text)|<\/?(?:system_prompt|system_instructions?|system_message)>)/g,
  },
  {
    id: 'instruction_heading',
    injectionClass: 'delimiter',
    severity: 'medium',
    confidence: 0.5,
    explanation: 'has a heading that also stands in prompts',
    needles: ['##'],
    pattern: /(?<![^\n])[ \t]{0,8}#{2,6} ?(?:instruction|response) ?:/g,
  },
  {
    id: 'system_message',
    injectionClass: 'delimiter',
    confidence: 0.8,
    explanation: 'begins a line with a message of the system as the interface of a model takes it',
    needles: ['"role"'],
    pattern: /(?<![^\n])\{ ?"role" ?: ?"system"/g,
  },
  {
    id: 'false_turns',
    injectionClass: 'delimiter',
    confidence: 0.8,
    explanation: 'holds turns of a conversation in which the model has already agreed',
    needles: ['human:'],
    pattern:
      /(?<![^\n])human: ?[^\n]{1,400}\n{1,3}assistant: ?(?:sure|of course|yes|certainly|ok|absolutely)(?![a-z])/g,
  },
  {
    id: 'new_instruction_label',
    injectionClass: 'new_instruction',
    confidence: 0.85,
    explanation: 'announces new instructions with a label',
    needles: ['new '],
    pattern: /(?<![a-z])new (?:instructions?|directives?|system prompt|orders) ?:/g,
  },
  {
    id: 'transcript',
    injectionClass: 'nested_prompt',
    confidence: 0.5,
    explanation: 'holds a conversation in which the model has already agreed',
    needles: [
      ':sure',
      ': sure',
      ':of course',
      ': of course',
      ':yes',
      ': yes',
      ':certainly',
      ': certainly',
      ':ok',
      ': ok',
    ],
    pattern: /\n[ \t]{0,8}(?:assistant|ai|chatgpt) ?: ?(?:sure|of course|yes|certainly|ok)/g,
  },
  {
    id: 'shell_attack',
    injectionClass: 'command',
    confidence: 0.85,
    explanation: 'holds a command that destroys a system or opens it',
    needles: ['-rf', '-fr', '-r -f', ':()', '/dev/', '/etc/', '/bin', 'powershell'],
    pattern:
      /rm -(?:rf|fr|r -f) (?:--no-preserve-root )?(?:\/(?![\w.])|~(?![\w/])|\*)|:\(\) ?\{ ?:\|: ?& ?\} ?;|\/dev\/(?:tcp|udp)\/\d|(?:;|\|\||&&|\||\$\(|`) ?(?:cat|less|head|tail|type) {1,4}\/etc\/(?:passwd|shadow)|(?<![a-z])n(?:c|cat) (?:-[a-z]{1,6} ){0,3}-e ?\/bin|powershell(?:\.exe)? (?:-[a-z]{1,12} ){0,4}-e(?:nc|ncodedcommand)? |dd if=\/dev\/(?:zero|u?random) of=\/dev\/|mkfs\.\w{2,6} \/dev\//g,
  },
  {
    id: 'template_attack',
    injectionClass: 'template',
    confidence: 0.85,
    explanation: 'holds an expression that a template engine would run',
    needles: ['{{', '{%', '${', '#{', '<%'],
    pattern:
      /(?:\{\{|\{%|\$\{|#\{|<%)[^{}\n]{0,120}(?:__class__|__globals__|__import__|__subclasses__|__builtins__|constructor\.constructor|process\.mainmodule|child_process|java\.lang|jndi:|runtime\.getruntime|os\.popen|self\.__|request\.application|system_prompt|system prompt)|\$\{jndi:/g,
  },
  {
    id: 'template_arithmetic',
    injectionClass: 'template',
    severity: 'medium',
    confidence: 0.5,
    explanation: 'holds an expression by which template engines are tried out',
    needles: ['{{', '${', '#{', '<%='],
    pattern: /(?:\{\{|\$\{|#\{|<%=) ?\d{1,5} ?\* ?['"]?\d{1,5}['"]? ?(?:\}|%>)/g,
  },
  {
    id: 'image_leak',
    injectionClass: 'data_exfiltration',
    confidence: 0.8,
    explanation: 'holds an image whose address is to carry data out',
    needles: ['!['],
    pattern:
      /!\[[^\]\n]{0,80}\]\(https?:\/\/[^)\s]{1,200}[?&/][^)\s]{0,80}(?:\{|%7b|\$\(|<|\[|chat_?history|conversation|system_?prompt)/g,
  },
  {
    id: 'link_leak',
    injectionClass: 'data_exfiltration',
    confidence: 0.75,
    explanation: 'holds a link whose address is to carry what was said out',
    needles: ['](http'],
    pattern:
      /\]\(https?:\/\/[^)\s?]{1,200}\?[^)\s={]{1,40}=(?:\{|%7b|\[|<)[^)\n]{0,40}?(?:conversation|chat|history|secret|prompt|password|credential)/g,
  },
  {
    id: 'image_tag_leak',
    injectionClass: 'data_exfiltration',
    confidence: 0.8,
    explanation: 'holds an image whose address is to carry what was said out',
    needles: ['<img'],
    pattern:
      /<img [^>\n]{0,200}?src ?= ?["']?https?:\/\/[^\s"'>?]{1,200}\?[^\s"'>={]{1,40}=(?:\{|%7b|\[|\$)[^>\n]{0,40}?(?:conversation|chat|history|secret|prompt|password|credential|context|messages|cookie)/g,
  },
];
