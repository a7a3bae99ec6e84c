import { text as anyText, orchestrator, type Settings } from '@octollm/catalogue';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownSettings } from './shown-settings.ts';

const description = 'for a test';

describe('the settings that are shown', () => {
  it('never hold the value of a secret, whatever it is and wherever it stands', () => {
    const setting = fc.record({
      name: fc.stringMatching(/^[A-Z][A-Z_]{2,20}$/),
      secret: fc.boolean(),
      value: fc.option(fc.string({ minLength: 1, maxLength: 40 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(setting, { selector: ({ name }) => name }), (chosen) => {
        // A value is told apart from everything else in the answer by a text that is nowhere else.
        const valueOf = (index: number, value: string | undefined) =>
          value === undefined ? undefined : `«${index}»${value}`;
        const settings: Settings = Object.fromEntries(
          chosen.map(({ name, secret }) => [name, anyText({ description, secret })]),
        );
        const values = Object.fromEntries(
          chosen.map(({ name, value }, index) => [name, valueOf(index, value)]),
        );
        const shown = shownSettings(settings, values);
        const text = JSON.stringify(shown);
        chosen.forEach(({ name, secret, value }, index) => {
          const found = shown.find((item) => item.name === name);
          expect(found).toMatchObject({ secret, set: value !== undefined });
          const told = value !== undefined && !secret;
          expect([text.includes(`«${index}»`), found?.value !== null]).toEqual([told, told]);
        });
      }),
    );
  });

  it('are every setting of the orchestrator, with the secrets of the catalogue among them', () => {
    const values = Object.fromEntries(
      Object.keys(orchestrator.settings).map((name) => [name, `value-of-${name}`]),
    );
    const shown = shownSettings(orchestrator.settings, values);
    expect(shown.map(({ name }) => name)).toEqual(Object.keys(orchestrator.settings).toSorted());
    const secrets = shown.filter(({ secret }) => secret).map(({ name }) => name);
    expect(secrets).toEqual(
      expect.arrayContaining(['DATABASE_URL', 'ORCHESTRATOR_SIGNING_KEY', 'QUEUE_REDIS_URL']),
    );
    for (const name of secrets) expect(JSON.stringify(shown)).not.toContain(`value-of-${name}`);
    expect(shown.find(({ name }) => name === 'PORT')?.value).toBe('value-of-PORT');
  });

  it('have values as their variables are written, and no user or password in an address', () => {
    const settings: Settings = {
      ADDRESS: anyText({ description }),
      LIMITS: anyText({ description }),
      NOTHING: anyText({ description, optional: true }),
    };
    const values = {
      ADDRESS: 'http://jo:pass@word@host:80/a@b, https://al@other/',
      LIMITS: { shell: 4, python: 2 },
      NOTHING: undefined,
    };
    expect(shownSettings(settings, values).map(({ value }) => value)).toEqual([
      'http://***@host:80/a@b, https://***@other/',
      'shell=4,python=2',
      null,
    ]);
  });
});
