import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { askedFrom } from "@sextant/contracts";
import { z } from "zod";
import type { Database, Session, TenantId } from "../../platform/database/database.ts";
import type { QuestionRun } from "./run-meter.ts";

/** A question that was asked outside of any conversation: by whom (his number in Odoo; 0: the person at this machine), where, when. */
export interface AskedRun {
  readonly id: string;
  readonly tenant: TenantId;
  readonly person: string;
  readonly from: z.infer<typeof askedFrom>;
  readonly at: Date;
  readonly run: QuestionRun;
}

const noted = z.object({
  tenant: z.string().min(1),
  person: z.string(),
  from: askedFrom,
  at: z.coerce.date(),
  run: z.object({
    ms: z.number().int().nonnegative(),
    outcome: z.enum(["answered", "refused", "failed"]),
    code: z.string().nullable(),
    parts: z.array(
      z.object({
        agent: z.string(),
        models: z.array(z.string()),
        requests: z.number().int(),
        tools: z.number().int(),
        tokens: z.number().int(),
        cost: z.string().nullable(),
      }),
    ),
  }),
});

const folderOf = (data: string) => join(data, "runs");
const ENDING = ".json";

/** Keeps a run in the database. Keeping it twice changes nothing. */
export async function keepRun(session: Session, { id, person, from, at, run }: AskedRun): Promise<void> {
  await session.query(
    "insert into question_run (conversation, seq, person, at, ms, outcome, code, parts, asked_from) " +
      "values ($1, 0, $2, $3, $4, $5, $6, $7::jsonb, $8) on conflict do nothing",
    [id, person, at, run.ms, run.outcome, run.code, JSON.stringify(run.parts), from],
  );
}

/**
 * Notes a run in the data folder, for a server to take into its database: the command line and MCP run beside a server, whose embedded database is its
 * alone, and would spend more on opening one than on the question.
 */
export async function noteRun(data: string, run: Omit<AskedRun, "id">): Promise<void> {
  const folder = folderOf(data);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  // Under its name only once it is whole.
  await writeFile(path, JSON.stringify(run), { mode: 0o600, flag: "wx" });
  await rename(path, `${path}${ENDING}`);
}

/** Takes what was noted into the database; a note that cannot be read is dropped. */
export async function takeNotedRuns(database: Database, data: string): Promise<void> {
  const folder = folderOf(data);
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(ENDING));
  for (const name of names) {
    const path = join(folder, name);
    const text = await readFile(path, "utf8").catch(() => "");
    const { data: run } = noted.safeParse(parsed(text));
    const tenant = run?.tenant as TenantId | undefined;
    if (run && tenant)
      await database.transaction(tenant, (session) =>
        keepRun(session, { ...run, tenant, id: name.slice(0, -ENDING.length) }),
      );
    await unlink(path).catch(() => undefined);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
