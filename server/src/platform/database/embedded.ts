import { type ChildProcess, fork } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { SextantError } from "@sextant/contracts";
import { asTenant } from "./as-tenant.ts";
import type { Connection, Database, SqlRow, TenantId } from "./database.ts";
import type { Answer, Statement } from "./embedded-messages.ts";
import { type Migration, migrate } from "./migrate.ts";

export interface EmbeddedOptions {
  /** Folder of the database; made at the first use. */
  readonly folder: string;
  /** The bundled `embedded-process.ts`; by default that beside the program. */
  readonly script?: string;
}

const CLOSE_MS = 10_000;
const besideProgram = () => join(dirname(fileURLToPath(import.meta.url)), "embedded-process.js");

/** A started process of the embedded database, opened and migrated. */
interface Held extends Connection {
  readonly process: ChildProcess;
  readonly lost: () => boolean;
}

/**
 * PGlite in a process of its own, with one connection: transactions wait for each other. The process starts at the first use, which takes some
 * seconds when the database is new; when it dies, what was in flight fails and the next use starts another.
 */
export function openEmbedded(
  { folder, script }: EmbeddedOptions,
  migrations: () => Promise<readonly Migration[]>,
): Database {
  let holding: Promise<Held> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  const held = async (): Promise<Held> => {
    if (closed) throw failed("it is closed");
    if (holding && (await holding.catch(() => undefined))?.lost() !== false) holding = undefined;
    holding ??= (async () => {
      const started = await start(script ?? besideProgram(), folder);
      try {
        await migrate(started, await migrations());
        return started;
      } catch (error) {
        started.process.kill("SIGKILL");
        throw error;
      }
    })();
    return holding;
  };

  const transaction = <T>(tenant: TenantId, work: Parameters<typeof asTenant<T>>[2]): Promise<T> => {
    const turn = last.then(async () => asTenant(await held(), tenant, work));
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    transaction,
    query: (tenant, text, values) => transaction(tenant, (session) => session.query(text, values)),
    async close() {
      await last;
      closed = true;
      const child = (await holding?.catch(() => undefined))?.process;
      if (!child?.connected) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.send("close");
      const timer = setTimeout(() => child.kill("SIGKILL"), CLOSE_MS);
      await gone;
      clearTimeout(timer);
    },
  };
}

function start(script: string, folder: string): Promise<Held> {
  return new Promise((resolve, reject) => {
    const child = fork(script, [folder], { serialization: "advanced", stdio: ["ignore", "ignore", "ignore", "ipc"] });
    const waiting = new Map<number, { resolve(rows: readonly SqlRow[]): void; reject(error: Error): void }>();
    let number = 0;
    let over = false;
    const end = (why: string) => {
      over = true;
      reject(failed(why));
      for (const one of waiting.values()) one.reject(failed(why));
      waiting.clear();
    };
    child.on("error", ({ message }) => end(`its process cannot be started (${message})`));
    child.on("exit", () => end("its process ended"));
    child.on("message", (answer: Answer) => {
      if (answer.kind === "opened") return resolve({ process: child, lost: () => over, run });
      if (answer.kind === "refused") return end(answer.message);
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.kind === "rows") one?.resolve(answer.rows);
      else one?.reject(Object.assign(new Error(answer.message), { code: answer.state }));
    });
    const run: Connection["run"] = (text, values) =>
      new Promise((resolve, reject) => {
        if (over || !child.connected) return reject(failed("its process ended"));
        number += 1;
        waiting.set(number, { resolve, reject });
        const statement: Statement = { id: number, text, ...(values ? { values } : {}) };
        child.send(statement);
      });
    // The channel alone must not keep a command line program alive.
    child.unref();
    child.channel?.unref();
  });
}

const failed = (why: string) =>
  new SextantError("database_unavailable", `Sextant's embedded database does not answer: ${why}.`);
