import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningArm, type ScriptedModel, scriptedModel, startArm } from '@octollm/arm-testing';
import { plannerArm, retrieverArm } from '@octollm/catalogue';
import {
  Budget,
  Document,
  type DocumentRequest,
  PlannerOutput,
  RetrieverAskOutput,
  RetrieverSearchInput,
} from '@octollm/contracts';
import { startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import { Database, DocumentStore } from '@octollm/memory';

/** What is to be asked: the question and what the planner searches for to answer it. */
export interface Inquiry {
  readonly question: string;
  readonly queries: readonly string[];
  /** Passages of each search. */
  readonly limit: number;
}

/** An answer and what it could have been made from. */
export interface Reply extends RetrieverAskOutput {
  /** Who wrote it: `offline` when the passages are quoted. */
  readonly provider: string | null;
  readonly warnings: readonly string[];
}

/** A retriever arm over the documents. */
export interface Retriever {
  ingest(request: DocumentRequest): Promise<string>;
  ask(inquiry: Inquiry): Promise<Reply>;
  stop(): Promise<void>;
}

const tenant = 'tests';
const budget = { max_tokens: 50_000, max_cost_usd: 1 };
const deadlineMs = 60_000;

const outputOf = async (arm: RunningArm, action: string, input: unknown) => {
  const response = await arm.act(`/${action}`, { action, input, budget, deadlineMs });
  if (!response.success) throw new TypeError(`${action} failed: ${response.error.message}`);
  return response;
};

/** The arms that answer questions, each a process of its own, over a PostgreSQL and a vector file of their own. */
export class RunningArms {
  readonly #server: TestPostgres;
  readonly #folder: string;
  readonly #url: string;
  readonly #database: Database;
  readonly #documents: DocumentStore;

  private constructor(server: TestPostgres, folder: string, url: string, database: Database) {
    this.#server = server;
    this.#folder = folder;
    this.#url = url;
    this.#database = database;
    this.#documents = new DocumentStore(database);
  }

  static async open(): Promise<RunningArms> {
    const server = await startTestPostgres();
    const folder = await mkdtemp(join(tmpdir(), 'octollm-qa-'));
    const url = await server.createDatabase();
    const database = await Database.open({ url, poolSize: 2, applicationName: 'evaluation' });
    await database.migrate();
    return new RunningArms(server, folder, url, database);
  }

  /** What the planner arm searches for to answer each question. It plans by rule: no model is configured. */
  async plan(questions: readonly string[]): Promise<readonly Inquiry[]> {
    const planner = await startArm(plannerArm);
    try {
      const inquiries: Inquiry[] = [];
      for (const question of questions) {
        const { output } = await outputOf(planner, 'plan', {
          goal: question,
          constraints: [],
          acceptance_criteria: [],
          required_capabilities: [],
          budget: Budget.parse({}),
          arms: [
            { arm_id: 'retriever-arm', capabilities: ['search', 'answer', 'ask'] },
            { arm_id: 'judge-arm', capabilities: ['validate'] },
          ],
        });
        const searches = PlannerOutput.parse(output)
          .plan.steps.filter(({ action }) => action === 'search')
          .map(({ input }) => RetrieverSearchInput.parse(input));
        inquiries.push({
          question,
          queries: searches.map(({ query }) => query),
          limit: searches[0]?.limit ?? 8,
        });
      }
      return inquiries;
    } finally {
      await planner.stop();
    }
  }

  /** A retriever arm with these settings. What one has stored, the next one has. */
  async startRetriever(settings: Readonly<Record<string, string>> = {}): Promise<Retriever> {
    const arm = await startArm(retrieverArm, {
      DATABASE_URL: this.#url,
      VECTOR_PATH: join(this.#folder, 'vectors.sqlite'),
      ...settings,
    });
    return {
      ingest: async (request) => {
        const { id } = Document.parse((await outputOf(arm, 'ingest', request)).output);
        await this.#untilIndexed(id);
        return id;
      },
      ask: async ({ question, queries, limit }) => {
        const { output, provenance, warnings } = await outputOf(arm, 'ask', { question, queries, limit });
        return { ...RetrieverAskOutput.parse(output), provider: provenance.provider, warnings };
      },
      stop: async () => {
        await arm.stop();
      },
    };
  }

  /** A model that answers as its script says. */
  model(): Promise<ScriptedModel> {
    return scriptedModel();
  }

  async close(): Promise<void> {
    await this.#database.close();
    await this.#server.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #untilIndexed(id: string): Promise<void> {
    for (;;) {
      const document = await this.#documents.find(tenant, id);
      if (document?.status === 'indexed') return;
      if (document?.status !== 'queued')
        throw new TypeError(`A document was not indexed: ${JSON.stringify(document)}`);
      await sleep(20);
    }
  }
}
