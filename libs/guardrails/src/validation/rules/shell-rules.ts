import type { PatternRule } from '../validation-rule.ts';

/** Programs that attackers reach for first. A text that begins with a common word such as `find` is not one of them. */
const reconnaissance =
  'whoami|uname|ifconfig|ipconfig|netstat|systeminfo|nslookup|tasklist|wget|curl|netcat|nc|ncat|ping|telnet|passwd|chmod|chown|useradd|adduser|crontab|iptables|netsh|powershell|pwsh|rundll32|regsvr32|certutil|bitsadmin|mshta|wmic|ssh|scp|nmap|tcpdump|python3?|perl|ruby|php|node|bash|zsh|ksh|dash|sh|cmd|env|printenv|sudo|su|rm|mkfs|dd|lsof|ps|kill|killall|shutdown|reboot';
/** Programs with names that are also words. */
const common =
  'id|ls|cat|dir|type|echo|pwd|net|sleep|find|which|test|exec|eval|more|less|head|tail|touch|cp|mv|ln|df|du|mount|ver|arp|route|set|hostname|host|dig|awk|sed|grep|egrep|sort|xargs|printf|source|reg|copy|del|move|start|ipcs|w|who|last';

/** What ends a command and lets another begin. */
const next = String.raw`(?:[;\n\r\x60]|[|&](?![|&])|\$\(|[<>]\()`;
const folder = String.raw`(?:[\w.~-]{0,40}[\\/]){0,8}`;

/** What a shell would run or expand in a value that is put into a command. */
export const shellRules: readonly PatternRule[] = [
  {
    id: 'chained_command',
    explanation: 'ends a command and begins another',
    blocksFrom: { shell: 'permissive', path: 'moderate', url: 'moderate', template: 'moderate' },
    pattern: new RegExp(
      String.raw`${next}[ \t(]{0,8}${folder}(?:${reconnaissance}|${common})(?:\.exe)?(?![\w.=-])`,
      'i',
    ),
  },
  {
    id: 'shell_function',
    explanation: 'defines a function of a shell, as in Shellshock',
    blocksFrom: { shell: 'permissive', header: 'permissive', url: 'moderate', path: 'moderate' },
    pattern: /\(\)\s{0,8}\{/,
  },
  {
    id: 'command_substitution',
    explanation: 'has a command run inside another',
    blocksFrom: { shell: 'permissive', path: 'moderate', url: 'strict' },
    pattern: /\$\([^)\n]|`[^`\n]{1,2000}`|\$\{?ifs(?!\w)/i,
  },
  {
    id: 'shell_metacharacter',
    explanation: 'holds a character with a meaning for shells',
    blocksFrom: { shell: 'moderate', path: 'strict' },
    pattern: /[;|&`<>"]|\$[\w({@*#?!'-]/,
  },
  {
    id: 'shell_quoting',
    explanation: 'holds a quotation mark or a backslash, which change how a shell reads the rest',
    blocksFrom: { shell: 'moderate' },
    pattern: /['"\\]/,
  },
  {
    id: 'shell_expansion',
    explanation: 'holds a character that shells expand',
    blocksFrom: { shell: 'strict' },
    pattern: /[$*?[\]{}()!~^]/,
  },
  {
    id: 'environment_variable',
    explanation: 'names a variable of the Windows environment',
    blocksFrom: { shell: 'moderate', path: 'moderate' },
    pattern: /%(?:systemroot|windir|comspec|programfiles|userprofile|appdata|temp|path|os)%/i,
  },
  {
    id: 'attack_program',
    explanation: 'begins with a program that looks around, loads or destroys',
    blocksFrom: { shell: 'moderate' },
    pattern: new RegExp(
      String.raw`^\s{0,16}(?:[&|]{0,2}\s{0,4})?${folder}(?:${reconnaissance})(?:\.exe)?(?:\s|$)`,
      'i',
    ),
  },
  {
    id: 'program_call',
    explanation: 'is a program with its arguments where a value is expected',
    blocksFrom: { shell: 'moderate' },
    // Not in capitals: `HEAD` and `TEST` are other things.
    pattern: new RegExp(
      String.raw`^\s{0,16}${folder}(?:${common})(?:\.exe)?(?:\s{0,8}$|\s{1,8}(?:-[A-Za-z]|\/|~|[A-Za-z]:\\|\d{1,6}\s{0,8}$))`,
    ),
  },
  {
    id: 'code_call',
    explanation: 'calls a function that runs code',
    blocksFrom: { shell: 'moderate', template: 'moderate', path: 'moderate', url: 'strict' },
    pattern:
      /(?<!\w)(?:system|exec|eval|assert|phpinfo|passthru|shell_exec|popen|proc_open|execsync|spawn|require|__import__)\s{0,4}\(/i,
  },
  {
    id: 'code_opening',
    explanation: 'opens a part that a server would run as code',
    blocksFrom: {
      shell: 'permissive',
      html: 'permissive',
      path: 'permissive',
      url: 'moderate',
      template: 'permissive',
    },
    pattern: /<\?(?:php|=)|<%(?!\w*>)|<!--#(?:exec|include)/i,
  },
];
