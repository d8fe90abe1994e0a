import { createHash, randomUUID } from "node:crypto";
import {
  type MarkDecision,
  type MarkedAnswer,
  type MarkedQuestion,
  markedAnswer,
  SextantError,
} from "@sextant/contracts";
import type { Caller } from "../../platform/access/caller.ts";
import { canonicalJson } from "../../platform/canonical.ts";
import type { Database, SqlRow } from "../../platform/database/database.ts";
import type { Catalogue } from "../catalogue/load-questions.ts";
import { compileKept } from "./derive-phrasing.ts";
import { keptFolder, writeKept } from "./kept-files.ts";

const MOST_LISTED = 200;

const hashOf = (marked: MarkedAnswer) => createHash("sha256").update(canonicalJson(marked)).digest("hex");

/** Keeps a mark for the reviewers; the same mark a second time is the first. */
export async function keepMark(
  database: Database,
  caller: Caller,
  marked: MarkedAnswer,
  catalogue: Catalogue,
  now: Date,
): Promise<MarkedQuestion> {
  const [text, sha256] = [JSON.stringify(marked), hashOf(marked)];
  return database.transaction(caller.tenant, async (session) => {
    const [known] = await session.query("select * from marked_question where sha256 = $1", [sha256]);
    if (known) return shown(known, catalogue);
    const [row] = await session.query(
      "insert into marked_question (id, state, marked, sha256, marked_by, marked_login, marked_at) values ($1, 'pending', $2, $3, $4, $5, $6) returning *",
      [randomUUID(), text, sha256, caller.userId, caller.login, now],
    );
    if (!row) throw new SextantError("internal", "The mark was not kept.");
    return shown(row, catalogue);
  });
}

/** Marks, the newest first: all of them for a reviewer, else the caller's own. */
export async function listMarks(
  database: Database,
  caller: Caller,
  mayReview: boolean,
  catalogue: Catalogue,
): Promise<MarkedQuestion[]> {
  const rows = await database.query(
    caller.tenant,
    "select * from marked_question where $1 or marked_by = $2 order by (state = 'pending') desc, marked_at desc limit $3",
    [mayReview, caller.userId, MOST_LISTED],
  );
  return rows.map((row) => shown(row, catalogue));
}

/**
 * Confirms or rejects a mark as it was shown. A confirmed one becomes a file, before it is called so: a process that dies between the two leaves a mark that can be
 * confirmed again into the same file.
 *
 * @throws SextantError `not_found`; `bad_usage` for another hash, a mark that is decided, and a meaning that does not fit.
 */
export async function decideMark(
  database: Database,
  caller: Caller,
  id: string,
  { sha256, decision, means }: MarkDecision,
  catalogue: Catalogue,
  data: string,
  now: Date,
): Promise<MarkedQuestion> {
  return database.transaction(caller.tenant, async (session) => {
    const [row] = await session.query("select * from marked_question where id = $1 for update", [id]);
    if (!row) throw new SextantError("not_found", "No marked question has this id.");
    const mark = shown(row, catalogue);
    if (mark.sha256 !== sha256)
      throw new SextantError("bad_usage", "This is not the mark that was shown. Look at it again.");
    if (mark.state !== "pending") throw new SextantError("bad_usage", `This mark is ${mark.state} already.`);
    if (decision === "confirm") confirm(mark, means, Number(row.marked_by));
    const state = decision === "confirm" ? "confirmed" : "rejected";
    await session.query("update marked_question set state = $2, decided_by = $3, decided_at = $4 where id = $1", [
      id,
      state,
      caller.userId,
      now,
    ]);
    return { ...mark, state };
  });

  function confirm({ marked, choices }: MarkedQuestion, chosen: string | undefined, markedBy: number): void {
    const meaning = marked.means ?? chosen;
    const entry = catalogue.entries.find(({ verified }) => verified.id === meaning);
    if (!entry || !choices.some((choice) => choice.id === meaning))
      throw new SextantError(
        "bad_usage",
        `Say which question of the report ${marked.report} is meant: ${choices.map((one) => one.id).join(", ")}.`,
      );
    refuseTwice(marked.phrasing, entry.verified.id);
    writeKept(keptFolder(data, caller.tenant), {
      id,
      ask: marked.question,
      means: entry.verified.id,
      version: entry.verified.version,
      phrasing: marked.phrasing,
      askedOn: marked.askedOn,
      report: marked.report,
      parameters: marked.parameters,
      figures: [...marked.figures],
      markedBy,
      confirmedBy: caller.userId,
      confirmedOn: now.toISOString().slice(0, 10),
    });
  }

  /** The same words cannot mean two questions. */
  function refuseTwice(phrasing: string | null, meaning: string): void {
    const compiled = phrasing === null ? null : compileKept(phrasing);
    if (!compiled) return;
    const same = catalogue.entries.find(
      ({ verified, phrasings }) =>
        verified.id !== meaning &&
        phrasings.some(({ words, partner }) => partner === null && sameWords(words, compiled.words)),
    );
    if (same)
      throw new SextantError("bad_usage", `These words mean another question already: ${same.verified.question}`);
  }
}

const sameWords = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  one.size === other.size && [...one].every((word) => other.has(word));

function shown(row: SqlRow, catalogue: Catalogue): MarkedQuestion {
  const marked = markedAnswer.parse(JSON.parse(String(row.marked)));
  return {
    id: String(row.id),
    state: row.state === "confirmed" || row.state === "rejected" ? row.state : "pending",
    marked,
    markedBy: String(row.marked_login) || "you",
    markedAt: new Date(String(row.marked_at)).toISOString(),
    sha256: String(row.sha256),
    choices: catalogue.entries
      .filter(
        ({ verified, phrasings }) =>
          verified.report === marked.report &&
          phrasings.some(({ partner }) => (partner !== null) === (marked.parameters.partner !== undefined)),
      )
      .map(({ verified: { id, question } }) => ({ id, question })),
  };
}
