import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { SextantError } from "@sextant/contracts";
import { takeProcessLock } from "../process-lock.ts";
import type { Answer, Statement } from "./embedded-messages.ts";
import { makeNewDatabase, placeNewDatabase } from "./new-database.ts";

/**
 * The process that holds the embedded database: WebAssembly would hold up the server's event loop, and takes 0.3 GB. Bundled as
 * `embedded-process.js` beside the program that starts it. It lives as long as that program: when the channel closes it ends.
 *
 *     embedded-process.js <folder>                    opens the database of a folder, makes it first
 *     embedded-process.js --make <cache> <folder>     puts a new database into a folder, for others to copy; makes it where the cache has none
 */
const WAIT_MS = 6_000;

const send = (answer: Answer) => process.send?.(answer);
// Whoever started it is gone, killed perhaps. What is committed is on disk.
process.on("disconnect", () => process.exit(0));
// Ctrl+C reaches the whole group: the server ends this process when it has finished.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => undefined);

/** The process of a server that was killed a moment ago may still be on its way out. */
async function lock(path: string): Promise<() => Promise<void>> {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    try {
      return await takeProcessLock(
        path,
        ({ where, since }) =>
          new SextantError(
            "database_unavailable",
            `The embedded database is in use by ${where} since ${since} (${path}). Stop the other Sextant, choose another --data, or set DATABASE_URL.`,
          ),
      );
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function open(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const unlock = await lock(join(folder, "lock"));
  const data = join(folder, "pgdata");
  await placeNewDatabase(dirname(fileURLToPath(import.meta.url)), data);
  const database = await PGlite.create(data);
  let last: Promise<unknown> = Promise.resolve();
  const answer = async ({ id, text, values }: Statement): Promise<void> => {
    try {
      const rows = values
        ? (await database.query(text, [...values])).rows
        : ((await database.exec(text)).at(-1)?.rows ?? []);
      send({ kind: "rows", id, rows: rows as Record<string, unknown>[] });
    } catch (error) {
      const { message, code } = error as { message?: string; code?: string };
      send({ kind: "error", id, message: String(message), state: code ?? null });
    }
  };
  process.on("message", (message: Statement | "close") => {
    last = last.then(async () => {
      if (message !== "close") return answer(message);
      await database.close();
      await unlock();
      process.exit(0);
    });
  });
  send({ kind: "opened" });
}

async function make(cache: string, folder: string): Promise<void> {
  const made = await makeNewDatabase(cache);
  await placeNewDatabase(cache, join(folder, basename(made)));
}

const [first = "", cache = "", folder = ""] = process.argv.slice(2);
if (first === "--make") await make(cache, folder);
else
  open(first).catch((error: unknown) => {
    send({ kind: "refused", message: error instanceof Error ? error.message : "unknown" });
    process.disconnect?.();
  });
