import { describe, expect, it } from 'vitest';
import { parseDotEnv, readDotEnv } from './dot-env.ts';

describe('.env', () => {
  it('holds names and values, with comments and quotation marks', () => {
    const text =
      '# a comment\nOPENAI_MODEL=gpt-4.1-mini # the small one\nOPENAI_API_KEY="a # b"\nexport LOG_LEVEL=debug\n';
    expect(parseDotEnv(text)).toEqual({
      OPENAI_MODEL: 'gpt-4.1-mini',
      OPENAI_API_KEY: 'a # b',
      LOG_LEVEL: 'debug',
    });
  });

  it('does not set a name that a template left without a value', () => {
    expect(parseDotEnv('OPENAI_API_KEY=\nQDRANT_URL=""\nLOG_LEVEL=warn')).toEqual({ LOG_LEVEL: 'warn' });
  });

  it('need not exist', async () => {
    expect(await readDotEnv('/nowhere/.env')).toEqual({});
  });
});
