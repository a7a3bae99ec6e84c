import { readFileSync } from 'node:fs';
import { Inject } from '@nestjs/common';
import { type ConfigOf, readConfiguration, type Service } from '@octollm/catalogue';
import { CONFIG } from './tokens.ts';

/**
 * Reads a service's configuration from the environment of the process.
 * @throws ConfigurationError that names every variable that is wrong and repeats no value
 */
export const loadConfiguration = <S extends Service>(service: S): ConfigOf<S> =>
  readConfiguration(service, process.env, (path) => readFileSync(path, 'utf8'));

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A secret and the parts of it that are secret on their own: the password of a URL, the private part of a key. */
const withParts = (secret: string): readonly string[] => {
  const password = URL.canParse(secret) ? new URL(secret).password : '';
  const privatePart = /"d"\s*:\s*"([\w-]+)"/.exec(secret)?.[1] ?? '';
  return [secret, password, decoded(password), privatePart].filter((part) => part !== '');
};

/** A value is a text, or a record of texts by name. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** The values of the secret settings of a service, and their secret parts: what must never reach a log. */
export const secretValues = <S extends Service>(service: S, config: ConfigOf<S>): readonly string[] =>
  Object.entries(service.settings)
    .filter(([, setting]) => setting.secret)
    .map(([name]): unknown => config[name as keyof ConfigOf<S>])
    .flatMap(textsIn)
    .flatMap(withParts);

/** Injects the configuration of the service; its type is `ConfigOf<typeof theService>`. */
export const InjectConfig = (): ParameterDecorator => Inject(CONFIG);
