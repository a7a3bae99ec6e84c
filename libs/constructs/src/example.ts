import { defineService, list, text } from '@octollm/catalogue';
import {
  callGraph,
  type PlatformEnvironment,
  PlatformNamespace,
  PlatformService,
  renderObjects,
} from '@octollm/constructs';
import { App, Chart } from 'cdk8s';

const translatorArm = defineService({
  name: 'translator-arm',
  kind: 'arm',
  description: 'Translates texts',
  port: 8200,
  settings: {
    TRANSLATOR_LANGUAGES: list({ description: 'the languages it speaks', default: ['en', 'fr'] }),
    TRANSLATOR_TOKEN: text({ description: 'the key to the dictionary', secret: true }),
  },
  calls: [],
  stores: [],
  queues: { produces: [], consumes: [] },
  metrics: {},
  egress: ['model-providers'],
  resources: {
    cpu: { request: '100m', limit: '500m' },
    memory: { request: '128Mi', limit: '256Mi' },
    ephemeralStorage: { request: '64Mi', limit: '256Mi' },
  },
  scaling: { kind: 'replicas', min: 2, max: 6 },
  drainSeconds: 30,
});

const environment: PlatformEnvironment = {
  name: 'production',
  namespace: 'translations',
  registry: 'registry.example/translations',
  version: '1.4.0',
};

const app = new App();
new PlatformNamespace(new Chart(app, 'platform'), 'namespace', { name: environment.namespace });
new PlatformService(new Chart(app, 'translator-arm', { namespace: environment.namespace }), 'service', {
  service: translatorArm,
  environment,
  calls: callGraph([translatorArm]),
  settings: { TRANSLATOR_LANGUAGES: ['en', 'fr', 'de'] },
});

export const objects = renderObjects(app).map(({ object }) => object);
