import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Output } from '../../output/index.ts';
import { installPeers } from '../../peers/index.ts';
import { root } from '../../workspace/index.ts';

/** A library that says whether a text is an injection. */
export interface InjectionPeer {
  readonly name: string;
  readonly detect: (text: string) => Promise<boolean>;
}

/** A library that takes personal data out of a text. */
export interface PiiPeer {
  readonly name: string;
  readonly redact: (text: string) => Promise<string>;
}

/** The libraries that the guardrails are measured beside. */
export interface GuardrailPeers {
  readonly injection: readonly InjectionPeer[];
  readonly pii: readonly PiiPeer[];
}

/** What `peer.mjs` in a folder of tools/evaluate-peers exports. */
type PeerModule = Partial<GuardrailPeers>;

/** Each is installed by itself, so that one that cannot be had leaves the others. */
const names = ['redact-pii', 'openredaction', 'hai-guardrails'] as const;
const installLimitMs = 300_000;

const load = async (name: string, output: Output): Promise<PeerModule> => {
  const place = {
    sources: join(root, 'tools', 'evaluate-peers', name),
    folder: join(root, '.octollm', 'evaluate-peers', name),
  };
  try {
    await installPeers(place, output, AbortSignal.timeout(installLimitMs));
    return (await import(pathToFileURL(join(place.folder, 'peer.mjs')).href)) as PeerModule;
  } catch (error) {
    output.line(`  without ${name}: ${error instanceof Error ? error.message : String(error)}`);
    return {};
  }
};

const loadAll = async (output: Output): Promise<GuardrailPeers> => {
  const modules: PeerModule[] = [];
  for (const name of names) modules.push(await load(name, output));
  return {
    injection: modules.flatMap(({ injection = [] }) => injection),
    pii: modules.flatMap(({ pii = [] }) => pii),
  };
};

let loaded: Promise<GuardrailPeers> | undefined;

/**
 * The peers, installed outside of the product the first time they are needed. The output tells which could not be
 * installed or loaded; they are left out.
 */
export const guardrailPeers = (output: Output): Promise<GuardrailPeers> => {
  loaded ??= loadAll(output);
  return loaded;
};
