import type { PatternRule } from '../validation-rule.ts';

const handlers =
  'abort|animation\\w{3,9}|before\\w{4,12}|blur|change|click|contextmenu|copy|cut|dblclick|drag\\w{0,6}|drop|error|focus(?:in|out)?|hashchange|input|invalid|key(?:down|up|press)|load(?:start|end|eddata)?|message|mouse\\w{2,6}|page(?:hide|show)|paste|pointer\\w{2,7}|pop(?:state)|reset|resize|scroll|search|select|start|submit|toggle|touch\\w{3,6}|transition\\w{3,6}|unload|wheel|finish|bounce|begin|end|repeat';

/** What changes a page, an address or a header that a value is put into. */
export const webRules: readonly PatternRule[] = [
  {
    id: 'active_markup',
    explanation: 'holds markup that runs code or loads something',
    blocksFrom: {
      html: 'permissive',
      url: 'moderate',
      header: 'moderate',
      template: 'moderate',
      shell: 'moderate',
    },
    pattern: /<[\s/]{0,4}(?:script|iframe|frame|object|embed|applet|base|link|meta|svg|math)(?![\w-])/i,
  },
  {
    id: 'event_handler',
    explanation: 'gives markup something to run',
    blocksFrom: { html: 'moderate', url: 'strict' },
    pattern: new RegExp(`[\\s"'/\\x60>]on(?:${handlers})\\s{0,8}=`, 'i'),
  },
  {
    id: 'markup',
    explanation: 'holds markup where text is expected',
    blocksFrom: { html: 'strict', header: 'strict' },
    pattern: /<(?:[!?]|\/?[a-z][\w:-]{0,40}[\s/>])/i,
  },
  {
    id: 'script_address',
    explanation: 'holds an address that runs code',
    blocksFrom: { html: 'permissive', url: 'permissive', header: 'moderate' },
    pattern:
      /j[\0-\x20]{0,3}a[\0-\x20]{0,3}v[\0-\x20]{0,3}a[\0-\x20]{0,3}s[\0-\x20]{0,3}c[\0-\x20]{0,3}r[\0-\x20]{0,3}i[\0-\x20]{0,3}p[\0-\x20]{0,3}t[\0-\x20]{0,3}:|vbscript\s{0,4}:|data:text\/html/i,
  },
  {
    id: 'local_scheme',
    explanation: 'is an address of a scheme that reads files or speaks to inner services',
    blocksFrom: { url: 'permissive' },
    pattern:
      /^[\0-\x20]{0,16}(?:file|gopher|dict|ldaps?|tftp|jar|netdoc|php|phar|expect|view-source|data|blob|about|chrome|ws|wss|ftp|sftp|ssh|smb|telnet):/i,
  },
  {
    id: 'inner_address',
    explanation:
      'passes on an address of a scheme that reads files or speaks to inner services, or of a metadata service',
    blocksFrom: { url: 'strict' },
    pattern:
      /[=,][\0-\x20]{0,16}(?:file|gopher|dict|ldaps?|tftp|jar|netdoc|php|phar|expect):\/\/|169\.254\.169\.254|metadata\.google\.internal/i,
  },
  {
    id: 'prototype_key',
    explanation: 'names a key that changes the prototype of an object, or an operator of a query',
    blocksFrom: { url: 'strict' },
    pattern:
      /[?&](?:[\w.-]{0,60}\[)?(?:__proto__|constructor(?:\]|\[|\.)|\$(?:ne|gt|lt|gte|lte|in|nin|regex|where|exists)\])/i,
  },
  {
    id: 'credentials_in_address',
    explanation: 'is an address with a user name, which hides the host that is called',
    blocksFrom: { url: 'moderate' },
    pattern: /^[\0-\x20]{0,16}[a-z][a-z\d+.-]{0,20}:[\\/]{0,4}[^\\/?#@\s]{0,400}@/i,
  },
  {
    id: 'odd_address',
    explanation: 'has a backslash in an address, which programs read differently',
    blocksFrom: { url: 'strict' },
    pattern: /^[^?#\\]{0,8000}\\/,
  },
  {
    id: 'line_break',
    explanation: 'begins a new line, which ends what it is put into',
    blocksFrom: { header: 'permissive', shell: 'moderate', path: 'moderate', url: 'moderate' },
    pattern: /[\r\n\u0085\u2028\u2029]/,
  },
  {
    id: 'null_byte',
    explanation: 'holds a null character, at which some programs stop reading',
    blocksFrom: {
      path: 'permissive',
      shell: 'permissive',
      url: 'permissive',
      header: 'permissive',
      sql: 'permissive',
      html: 'moderate',
      template: 'moderate',
      prompt: 'moderate',
    },
    pattern: /\0/,
  },
  {
    id: 'control_character',
    explanation: 'holds a control character',
    blocksFrom: {
      path: 'moderate',
      shell: 'moderate',
      url: 'moderate',
      header: 'moderate',
      sql: 'strict',
      html: 'strict',
      template: 'strict',
      prompt: 'strict',
    },
    pattern: /(?![\0\t\n\r\u0085])\p{Cc}/u,
  },
];
