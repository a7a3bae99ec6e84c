import type { Service } from '@octollm/catalogue';
import { asksModels, Ollama, ollamaName, type PodShare } from '@octollm/constructs';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Environment } from './environments/environment.ts';
import { images } from './images.ts';

/** Adds the Ollama of an environment that has one. @returns what a quota must have room for */
export const addOllama = (
  scope: Construct,
  environment: Environment,
  services: readonly Service[],
): readonly PodShare[] => {
  const { ollama, namespace } = environment;
  if (ollama === undefined) return [];
  const { pods } = new Ollama(new Chart(scope, ollamaName, { namespace }), 'server', {
    ...ollama,
    environment,
    clients: services.filter(asksModels).map(({ name }) => name),
    image: images.ollama,
  });
  return pods;
};
