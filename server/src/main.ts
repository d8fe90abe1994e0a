import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { SextantError } from "@sextant/contracts";
import { DueQuestions } from "./answer-due-questions.ts";
import { askBooks, planContextOf } from "./ask-books.ts";
import {
  assistantOperations,
  Conversations,
  DatabaseBudget,
  keepRun,
  keptCatalogues,
  loadQuestions,
  markOperations,
  preferenceOperations,
  runOperations,
} from "./assistant/index.ts";
import { changeOperations } from "./changes/index.ts";
import {
  accountOperations,
  auditOperations,
  listBackgroundGrants,
  peopleOperations,
  signInOperations,
} from "./identity/index.ts";
import { accountsOf, openAssistant } from "./open-assistant.ts";
import { connectionsHere, connectionsOfPeople } from "./open-connections.ts";
import { companySignIn, identityParts, openIdentity } from "./open-identity.ts";
import type { Caller } from "./platform/access/caller.ts";
import type { Config } from "./platform/config.ts";
import { mayHoldRows, openDatabase } from "./platform/database/open-database.ts";
import { createApp } from "./platform/http/app.ts";
import { drainable } from "./platform/http/drain.ts";
import { httpServer } from "./platform/http/http-server.ts";
import { lazily } from "./platform/lazily.ts";
import { createLog } from "./platform/log.ts";
import { projectFile } from "./platform/project-file.ts";
import { version } from "./platform/version.ts";
import { within } from "./platform/within.ts";
import { recomputeAnswer } from "./recompute-answer.ts";
import { reportOperations } from "./reports/index.ts";
import { loadSemantics } from "./semantics/index.ts";
import { openSourceCode } from "./source-code.ts";
import { statusOperation } from "./status-operation.ts";
import { readableIn } from "./workplace.ts";

export interface RunningServer {
  readonly url: string;
  /** What is served, in words. */
  readonly books: string;
  /** Stops taking requests, ends the streams, closes the books. */
  stop(): Promise<void>;
}

/** Time for requests under way to end; a supervisor usually kills after ten seconds. */
const DRAIN_MS = 5_000;
/**
 * Time to write what is not kept yet, and for changes under way to end: where the database must start first, some seconds, on a busy machine half a
 * minute.
 */
const KEEP_MS = 60_000;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
const NO_LIMITS = { user: {}, tenant: {} };
const BOOKS = {
  live: "the configured Odoo, live",
  lake: "the synced copy",
  demo: "the embedded demo company",
} as const;

function listen(server: Server, { host, port }: Pick<Config, "host" | "port">): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const busy = error.code === "EADDRINUSE";
      const message = busy
        ? `Port ${port} on ${host} is taken by another program. Start with --port and another number.`
        : `Cannot listen on ${host}:${port}.`;
      reject(new SextantError(busy ? "port_in_use" : "bad_usage", message, { cause: error }));
    });
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

/** The composition root of the server: the only place that knows every part. */
export async function startServer(config: Config): Promise<RunningServer> {
  const log = createLog(config.logLevel);
  const questions = lazily(() => loadQuestions(projectFile("prompts", "questions")));
  const semantics = lazily(() => loadSemantics(projectFile("prompts", "semantics")));
  let mayAsk = false;
  const database = openDatabase(config);
  const parts = identityParts(config, database, (tenant, userId) =>
    conversations.letGo({ tenant, user: String(userId) }),
  );
  const { signIn } = config;
  const identity = signIn && openIdentity(parts);
  const code = await openSourceCode(config);
  const connections = identity
    ? connectionsOfPeople(config, database, parts, identity, code)
    : connectionsHere(config, database, parts, code);
  const { workplaces } = connections;
  const open = async (caller: Caller) => (await workplaces.of(caller)).open();
  const catalogueOf = keptCatalogues(questions, config.data);
  const conversations = new Conversations({
    async ask(question, options) {
      const { assistant, proposals, open: books } = await workplaces.of(options.caller);
      const asked = { open: books, questions: catalogueOf(options.caller.tenant), semantics: semantics() };
      return askBooks(asked, question, { ...options, proposals, ...(assistant ? { models: assistant } : {}) });
    },
    database,
    mayHaveSome: () => mayHoldRows(config),
  });
  const due =
    identity &&
    new DueQuestions(
      () => listBackgroundGrants(parts),
      {
        get questions() {
          return questions();
        },
        get semantics() {
          return semantics();
        },
        models: openAssistant(config, null, new DatabaseBudget(database)),
      },
      ({ tenant, userId }, id, run) =>
        database.transaction(tenant, (session) =>
          keepRun(session, { id, tenant, person: String(userId), from: "schedule", at: new Date(), run }),
        ),
      (error) => log.warn({ err: error }, "a scheduled question was not answered"),
    );
  const readMeanings = () => {
    questions();
    semantics();
  };
  const app = createApp({
    operations: [
      statusOperation(config, (caller) => workplaces.of(caller), questions),
      ...reportOperations(open),
      ...assistantOperations(
        conversations,
        (caller) => async (shared, signal) => recomputeAnswer(await open(caller), shared, signal),
      ),
      ...runOperations({
        database,
        budget: new DatabaseBudget(database),
        tenantAccount: async (caller) => accountsOf(await open(caller), NO_LIMITS)[0]?.id ?? "",
        models: config.models,
        data: config.data,
        mayHaveSome: () => mayHoldRows(config),
      }),
      ...preferenceOperations(database, () => mayHoldRows(config)),
      ...markOperations({
        conversations,
        database,
        data: config.data,
        catalogueOf,
        contextOf: async (caller, signal) =>
          planContextOf(await open(caller), catalogueOf(caller.tenant), undefined, signal),
        mayHaveSome: () => mayHoldRows(config),
      }),
      ...changeOperations(
        async (caller) => (await workplaces.of(caller)).proposals,
        identity ? readableIn(identity) : async (_caller, _model, ids) => new Set(ids),
        () => mayHoldRows(config),
      ),
      ...connections.operations,
      ...auditOperations(parts),
      ...(identity ? signInOperations(parts, identity, companySignIn(config, parts), () => due?.soon()) : []),
      ...(identity ? accountOperations(parts, identity) : []),
      ...(identity ? peopleOperations(parts, identity) : []),
    ],
    identify: connections.identify,
    log,
    version: version(),
    origins: (origin) => config.origins.includes(origin) || identity?.isOrigin(origin) === true,
    hosts: hostsOf(config),
    ...(signIn ? { internet: signIn } : {}),
    consoleDir: projectFile("server", "web", "dist"),
    async ready() {
      await workplaces.ready();
      if (mayAsk) readMeanings();
    },
  });
  const { listener, drain } = drainable(app);
  const server = httpServer(listener);
  const { port } = await listen(server, config);
  log.info({ port, source: config.source }, "listening");
  await identity?.start((error) => log.warn({ err: error }, "housekeeping failed"));
  due?.start();
  workplaces.start((error, what) => log.warn({ err: error }, what));
  // What questions mean takes a part of the start to read, and no report needs it: it comes when the books are open, or with the first question.
  const reading = async () => {
    await workplaces.ready().catch(() => undefined);
    await setImmediate();
    mayAsk = true;
    readMeanings();
  };
  reading().catch((error: unknown) => log.error({ err: error }, "questions cannot be understood"));
  return {
    url: `http://${config.host}:${port}`,
    books: signIn ? `for ${signIn.publicUrl}, everybody with his own rights` : BOOKS[config.source],
    async stop() {
      const said = conversations.close();
      // Still listening meanwhile: a request that is on its way is told to come again, where a closed port would say nothing.
      await drain(DRAIN_MS);
      server.close();
      server.closeAllConnections();
      const open = [connections.close(), identity?.close(), due?.stop(), said, code?.close()];
      await within(Promise.all(open), KEEP_MS);
      await within(database.close(), KEEP_MS);
    },
  };
}

/** Names that this server answers for: this machine's, or where people sign in, its own in the internet. */
function hostsOf({ host, signIn }: Config): readonly string[] {
  const own = signIn ? [new URL(signIn.publicUrl).hostname] : [];
  return [...new Set([...LOOPBACK, host, ...own])];
}
