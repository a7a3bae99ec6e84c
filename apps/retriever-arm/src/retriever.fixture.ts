import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningArm, startArm } from '@octollm/arm-testing';
import { retrieverArm } from '@octollm/catalogue';
import {
  Answer,
  ArmResponse,
  Document,
  newId,
  RetrieverForgetOutput,
  type SearchRequest,
  SearchResponse,
  type SearchResult,
} from '@octollm/contracts';
import { ActionLog, Database, DocumentStore } from '@octollm/memory';
import { TokenSigner } from '@octollm/service-kit';

type Action =
  | 'search'
  | 'answer'
  | 'ask'
  | 'ingest'
  | 'forget'
  | 'recall'
  | 'remember'
  | 'solutions'
  | 'keep';

export interface Call {
  readonly tenant?: string;
  /** What the capability token allows. @default the action that is called */
  readonly allowed?: readonly (Action | 'memory.read' | 'memory.write')[];
  /** The arm for whose sake it is called, as the token says. */
  readonly onBehalfOf?: string;
  /** Sends no token. */
  readonly anonymous?: boolean;
  /** Asks for what happens until the end, as events. */
  readonly events?: boolean;
}

/** The retriever arm as a process of its own over a real PostgreSQL, and an orchestrator that calls it. */
export class RetrieverUnderTest {
  readonly #arm: RunningArm;
  readonly #signer: TokenSigner;
  readonly #database: Database;
  readonly documents: DocumentStore;
  readonly actions: ActionLog;

  private constructor(arm: RunningArm, signer: TokenSigner, database: Database) {
    this.#arm = arm;
    this.#signer = signer;
    this.#database = database;
    this.documents = new DocumentStore(database);
    this.actions = new ActionLog(database);
  }

  static async start(
    databaseUrl: string,
    vectorPath: string,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<RetrieverUnderTest> {
    const database = await Database.open({ url: databaseUrl, poolSize: 2, applicationName: 'tests' });
    await database.migrate();
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const arm = await startArm(retrieverArm, {
      ORCHESTRATOR_PUBLIC_KEY: JSON.stringify(publicKey.export({ format: 'jwk' })),
      DATABASE_URL: databaseUrl,
      VECTOR_PATH: vectorPath,
      ...environment,
    });
    const signer = new TokenSigner('orchestrator', JSON.stringify(privateKey.export({ format: 'jwk' })));
    return new RetrieverUnderTest(arm, signer, database);
  }

  get url(): string {
    return this.#arm.url;
  }

  async post(
    action: Action,
    input: unknown,
    { tenant = 'acme', allowed, onBehalfOf, anonymous, events }: Call = {},
  ): Promise<Response> {
    const ids = { task_id: newId(), step_id: 'step' };
    const claims = {
      ...ids,
      tenant_id: tenant,
      actions: [...(allowed ?? [action])],
      ...(onBehalfOf === undefined ? {} : { on_behalf_of: onBehalfOf }),
      jti: newId(),
    };
    const token = this.#signer.sign('retriever-arm', claims, 60);
    return fetch(`${this.url}/${action}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(anonymous === true ? {} : { authorization: `Bearer ${token}` }),
        ...(events === true ? { accept: 'text/event-stream' } : {}),
      },
      body: JSON.stringify({
        ...ids,
        request_id: newId(),
        attempt: 1,
        action,
        input,
        budget: { max_tokens: 0, max_cost_usd: 0 },
        deadline: new Date(Date.now() + 30_000).toISOString(),
        trace: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
      }),
    });
  }

  /** Uploads a document as a file. */
  async upload(
    form: FormData | { readonly body: Buffer; readonly contentType: string },
    { tenant = 'acme', allowed = ['ingest'], anonymous }: Call = {},
  ): Promise<Response> {
    const claims = {
      task_id: newId(),
      step_id: 'api',
      tenant_id: tenant,
      actions: [...allowed],
      jti: newId(),
    };
    const token = this.#signer.sign('retriever-arm', claims, 60);
    return fetch(`${this.url}/uploads`, {
      method: 'POST',
      headers: {
        ...(form instanceof FormData ? {} : { 'content-type': form.contentType }),
        ...(anonymous === true ? {} : { authorization: `Bearer ${token}` }),
      },
      body: form instanceof FormData ? form : new Uint8Array(form.body),
    });
  }

  /** Waits until a document is indexed or has failed. */
  async settled(id: string, tenant = 'acme'): Promise<Document> {
    const giveUpAt = Date.now() + 60_000;
    for (;;) {
      const document = await this.documents.find(tenant, id);
      if (document === null) throw new TypeError('There is no such document.');
      if (document.status !== 'queued' || Date.now() > giveUpAt) return document;
      await sleep(10);
    }
  }

  async act(action: Action, input: unknown, call: Call = {}): Promise<ArmResponse> {
    const response = await this.post(action, input, call);
    const body: unknown = await response.json();
    if (!response.ok) throw new TypeError(`The arm answered ${response.status}: ${JSON.stringify(body)}`);
    return ArmResponse.parse(body);
  }

  /** Ingests a document and waits until it is indexed or has failed. */
  async ingest(input: object, call: Call = {}): Promise<Document> {
    const { id } = Document.parse((await this.act('ingest', input, call)).output);
    return this.settled(id, call.tenant);
  }

  async search(request: Partial<SearchRequest>, call: Call = {}): Promise<SearchResult[]> {
    return SearchResponse.parse((await this.act('search', request, call)).output).results;
  }

  async answer(question: string, call: Call = {}): Promise<Answer> {
    const passages = await this.search({ query: question.slice(0, 500) }, call);
    return Answer.parse((await this.act('answer', { question, passages }, call)).output);
  }

  async forget(documentId: string, call: Call = {}): Promise<string> {
    const response = await this.act('forget', { document_id: documentId }, call);
    return RetrieverForgetOutput.parse(response.output).document_id;
  }

  /** @returns the exit code of the arm */
  async stop(): Promise<number | null> {
    const code = await this.#arm.stop();
    await this.#database.close();
    return code;
  }
}
