import type { LedgerSource } from "@sextant/ledger";
import { DatabaseBudget } from "./assistant/index.ts";
import { type Proposals, type Readable, readable, seenBy } from "./changes/index.ts";
import type { ConnectionsHere } from "./connections/index.ts";
import { type Identity, PersonPool } from "./identity/index.ts";
import { Books, type OpenBooks, openLive } from "./odoo/index.ts";
import { type Assistant, assistantWith, openAssistant } from "./open-assistant.ts";
import { openProposals, proposalsAs } from "./open-proposals.ts";
import type { Caller } from "./platform/access/caller.ts";
import type { Config } from "./platform/config.ts";
import type { Database, TenantId } from "./platform/database/database.ts";
import { mayHoldRows } from "./platform/database/open-database.ts";
import type { SourceCode } from "./source-code.ts";

/** What a person works with, all of it with his own rights. */
export interface Workplace {
  /** Which books these are. */
  readonly mode: Config["source"];
  open(): Promise<LedgerSource & Partial<OpenBooks>>;
  readonly proposals: Proposals | null;
  readonly assistant: Assistant | null;
  close(): Promise<void>;
}

/** Gives each caller his workplace. */
export interface Workplaces {
  of(caller: Caller): Promise<Workplace>;
  /** Rejects while nobody could work. */
  ready(): Promise<unknown>;
  /** Begins what needs no caller: opens books ahead of the first question, settles what an earlier run left. */
  start(onError: (error: unknown, what: string) => void): void;
  close(): Promise<void>;
}

/** The workplace of whoever has this configuration: its Odoo with its key, or the demo company. */
function openWorkplace(config: Config, database: Database, code: SourceCode | null): Workplace {
  const books = new Books(config);
  const proposals = openProposals(config, database);
  return {
    mode: config.source,
    open: () => books.open(),
    proposals,
    assistant: openAssistant(config, proposals, new DatabaseBudget(database), code),
    close: async () => {
      await Promise.all([books.close(), proposals?.close()]);
    },
  };
}

/** Workplaces of the person at this machine: of what is configured, and of each Odoo that he has added, opened when it is asked. */
export function workplacesHere(
  config: Config,
  database: Database,
  connections: ConnectionsHere,
  code: SourceCode | null,
): Workplaces & { drop(tenant: TenantId): void } {
  const first = openWorkplace(config, database, code);
  const others = new PersonPool<Workplace>((workplace) => workplace.close());
  const open = async ({ connection }: Caller): Promise<Workplace> => {
    const workplace = openWorkplace(await connections.configOf(await connections.find(connection)), database, code);
    workplace.proposals?.recover().catch(() => undefined);
    return workplace;
  };
  return {
    of: async (caller) =>
      caller.tenant === connections.first.tenant ? first : others.get(caller.tenant, () => open(caller)),
    ready: first.open,
    start(onError) {
      // A failure shows when somebody asks, and the next one tries again.
      first.open().catch((error: unknown) => onError(error, "the books do not open yet"));
      if (first.proposals && mayHoldRows(config))
        first.proposals.recover().catch((error: unknown) => onError(error, "earlier proposals are not settled yet"));
    },
    drop: (tenant) => others.drop(tenant),
    close: async () => {
      await Promise.all([first.close(), others.close()]);
    },
  };
}

/** Which records a signed-in person may look at now. */
export const readableIn =
  (identity: Identity): Readable =>
  async (caller, model, ids) =>
    readable(await identity.client(caller), model, ids);

/** A workplace for each session, on the person's own key. It is closed when he has not used it for a while. */
export function workplacesOfPeople(
  config: Config,
  database: Database,
  identity: Identity,
  code: SourceCode | null,
): Workplaces {
  const shared = openAssistant(config, null, new DatabaseBudget(database), code);
  const pool = new PersonPool<Workplace>((workplace) => workplace.close());
  const open = async (caller: Caller): Promise<Workplace> => {
    let books: Promise<OpenBooks> | undefined;
    const proposals = proposalsAs(
      config,
      database,
      caller.tenant,
      (signal) => identity.connect(caller, signal),
      // Who is not told finds it in the inbox.
      (proposal) => void identity.announce(caller, [proposal]).catch(() => undefined),
    );
    proposals.recover().catch(() => undefined);
    return {
      mode: "live",
      open() {
        books ??= identity
          .connect(caller)
          .then((client) => openLive(client))
          .catch((error: unknown) => {
            books = undefined;
            throw error;
          });
        return books;
      },
      proposals,
      assistant:
        shared && assistantWith(shared, { proposals, seen: (all) => seenBy(caller, readableIn(identity), all) }),
      async close() {
        await Promise.all([books?.then((one) => one.close()).catch(() => undefined), proposals.close()]);
      },
    };
  };
  return {
    of: (caller) => pool.get(`${caller.tenant}\n${caller.session}`, () => open(caller)),
    ready: () => identity.readOrigins(),
    start: () => undefined,
    close: () => pool.close(),
  };
}
