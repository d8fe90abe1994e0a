import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { z } from "zod";

const holder = z.object({ pid: z.number().int().positive(), host: z.string(), since: z.string(), token: z.string() });
type Holder = z.infer<typeof holder>;

/** Who holds a lock, in words: "process 12 on alpha". */
export interface LockHolder {
  readonly where: string;
  readonly since: string;
}

/** The holder touches its lock this often; a lock of another machine untouched for the longer time is stale. */
const HEARTBEAT_MS = 15_000;
const SILENCE_MS = 300_000;

/** Locks held by this process: after a restart in a container the old lock can carry our own process id. */
const held = new Set<string>();

/**
 * Takes a lock: a file with the process id of its holder. A lock whose process is gone is stale and taken over; one of another machine is
 * stale when its holder has not touched it for five minutes.
 *
 * @returns the function that gives the lock back.
 * @throws what `busy` makes of the holder when another process has it.
 */
export async function takeProcessLock(path: string, busy: (holder: LockHolder) => Error): Promise<() => Promise<void>> {
  await mkdir(dirname(path), { recursive: true });
  const token = randomBytes(8).toString("hex");
  const mine: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString(), token };
  // Written aside and linked, so that the lock appears with its content, or not at all.
  const draft = `${path}.${token}`;
  await writeFile(draft, JSON.stringify(mine));
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        await link(draft, path);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const other = await readHolder(path);
      if (other !== null && (attempt >= 3 || (await isAlive(path, other)))) throw busy(inWords(other));
      if (other !== null) await removeStale(path, other, token);
    }
  } finally {
    await rm(draft, { force: true });
  }
  held.add(token);
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return async () => {
    clearInterval(heartbeat);
    held.delete(token);
    if ((await readHolder(path))?.token === token) await rm(path, { force: true });
  };
}

/** Null when the lock is gone. A lock that cannot be read belongs to nobody. */
async function readHolder(path: string): Promise<Holder | null> {
  try {
    const parsed = holder.safeParse(JSON.parse(await readFile(path, "utf8")));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { pid: 0, host: hostname(), since: "", token: "" };
}

async function isAlive(path: string, { pid, host, token }: Holder): Promise<boolean> {
  if (token === "") return false;
  if (host !== hostname()) {
    const touched = await stat(path).catch(() => null);
    return touched !== null && Date.now() - touched.mtimeMs < SILENCE_MS;
  }
  if (pid === process.pid) return held.has(token);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Moves the stale lock away; if another process has replaced it meanwhile, puts that one back. */
async function removeStale(path: string, stale: Holder, token: string): Promise<void> {
  const aside = `${path}.${token}.stale`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved !== null && moved.token !== stale.token) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

const inWords = ({ pid, host, since }: Holder): LockHolder => ({
  where: host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`,
  since,
});
