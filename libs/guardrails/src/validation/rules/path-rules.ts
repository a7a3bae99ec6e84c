import type { PatternRule } from '../validation-rule.ts';

const up = String.raw`(?<![\w.])\.{2,}[ \t\0]{0,2}[;]?`;
const slash = String.raw`[\\/]`;

/** What leaves a folder or names a file that nobody outside has a business with. */
export const pathRules: readonly PatternRule[] = [
  {
    id: 'leaves_far',
    explanation: 'goes up by several folders',
    blocksFrom: { path: 'permissive', shell: 'permissive', url: 'moderate', template: 'moderate' },
    pattern: new RegExp(`${up}${slash}{1,4}(?:[.%]?${slash}){0,2}${up}(?:${slash}|$)`),
  },
  {
    id: 'leaves_folder',
    explanation: 'goes up by a folder',
    blocksFrom: { path: 'moderate', shell: 'strict', url: 'strict' },
    pattern: new RegExp(String.raw`(?<![\w.])\.{2,}[ \t\0;]{0,4}(?:${slash}|$)|${slash}\.{2,}(?:[\0;?#]|$)`),
  },
  {
    id: 'dotted_folders',
    explanation: 'goes through the same folder again and again',
    blocksFrom: { path: 'moderate', url: 'strict' },
    pattern: /(?:\.[\\/]{1,4}){3}/,
  },
  {
    id: 'system_file',
    explanation: 'names a file of the system or of its secrets',
    blocksFrom: { path: 'permissive', shell: 'moderate', url: 'moderate', template: 'moderate' },
    pattern:
      /(?:^|[\\/])etc[\\/]{1,4}(?:passwd|shadow|group|gshadow|hosts|sudoers|issue|ssh|crontab)(?![\w-])|[\\/]proc[\\/](?:self|\d{1,8}|version|cmdline)|(?<!\w)(?:boot|win|system|php)\.ini(?!\w)|[\\/]winn?(?:t|dows)[\\/]|system32|(?<!\w)cmd\.exe|(?<!\w)\.ht(?:access|passwd)|(?<!\w)\.(?:ssh|aws|kube|gnupg|docker)[\\/]|(?<!\w)id_(?:rsa|dsa|ed25519)(?!\w)|(?<!\w)(?:web\.config|wp-config\.php)(?!\w)|[\\/]inetpub[\\/]|(?<!\w)\.(?:bash_history|pgpass|netrc|npmrc)(?!\w)/i,
  },
  {
    id: 'secret_dotfile',
    explanation: 'names a file that often holds secrets',
    blocksFrom: { path: 'strict', url: 'strict' },
    pattern: /(?:^|[\\/])\.(?:env|git|svn|hg)(?:[\\/.]|$)/i,
  },
  {
    id: 'absolute_path',
    explanation: 'begins at the root of a file system, where a path below a folder is expected',
    blocksFrom: { path: 'strict' },
    pattern: /^\s{0,16}(?:[\\/]|~|[a-z]:)/i,
  },
  {
    id: 'device_path',
    explanation: 'names a device or another stream of a file',
    blocksFrom: { path: 'permissive', shell: 'moderate' },
    pattern: /^[\\/]dev[\\/]|[\\/]dev[\\/](?:tcp|udp)[\\/]|^[\\/]{2}[.?][\\/]|::\$data/i,
  },
  {
    id: 'path_scheme',
    explanation: 'is an address where a path is expected',
    blocksFrom: { path: 'moderate' },
    pattern: /^\s{0,16}[a-z][a-z\d+.-]{1,20}:[\\/]{2}|^\s{0,16}(?:php|data|expect|phar|zip|glob|file):/i,
  },
];
