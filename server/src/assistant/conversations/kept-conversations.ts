import type { ConversationChange, ConversationSummary } from "@sextant/contracts";
import type { Session, SqlRow } from "../../platform/database/database.ts";
import { fold } from "../text/fold.ts";
import { foundIn } from "./found-in.ts";
import type { Owner } from "./types.ts";

/** A row of an event, not yet checked: an earlier Sextant may have written it. */
export interface EventRow {
  readonly seq: number;
  readonly body: unknown;
  readonly plan: unknown;
}

const MOST_TERMS = 8;
const COLUMNS = "id, owner, owner_name, title, pinned, shared, created_at, updated_at";

/** The person's own conversations that hold every word searched for; pinned ones first, then the latest. */
export async function listConversations(
  session: Session,
  { user }: Owner,
  { search, limit }: { readonly search: string; readonly limit: number },
): Promise<readonly ConversationSummary[]> {
  const terms = termsOf(search);
  const matches = terms.map(
    (_, at) =>
      `and (to_tsvector('simple', lower(c.title)) @@ to_tsquery('simple', $${at + 3}) or exists (select 1 from conversation_event e ` +
      `where e.tenant = c.tenant and e.conversation = c.id and e.words @@ to_tsquery('simple', $${at + 3})))`,
  );
  const rows = await session.query(
    `select ${COLUMNS} from conversation c where owner = $1 and removed_at is null ${matches.join(" ")} ` +
      "order by pinned desc, updated_at desc, id limit $2",
    [user, limit, ...terms],
  );
  const found = terms.length === 0 ? new Map<string, string>() : await placesOf(session, rows, terms, search);
  return rows.map((row) => {
    const place = found.get(String(row.id));
    return { ...summaryOf(row, user), ...(place === undefined ? {} : { found: place }) };
  });
}

/** The text of each conversation that holds most of the words, cut around one of them. */
async function placesOf(
  session: Session,
  rows: readonly SqlRow[],
  terms: readonly string[],
  search: string,
): Promise<ReadonlyMap<string, string>> {
  const matches = terms.map((_, at) => `(words @@ to_tsquery('simple', $${at + 2}))`);
  const places = await session.query(
    "select distinct on (conversation) conversation, plain from conversation_event " +
      `where conversation in (select jsonb_array_elements_text($1::jsonb)) and (${matches.join(" or ")}) ` +
      `order by conversation, ${matches.map((match) => `${match}::int`).join(" + ")} desc, seq`,
    [JSON.stringify(rows.map(({ id }) => id)), ...terms],
  );
  return new Map(places.map(({ conversation, plain }) => [String(conversation), foundIn(String(plain), search)]));
}

/** One's own, or one that a colleague shares; null when there is none. */
export async function findConversation(
  session: Session,
  { user }: Owner,
  id: string,
): Promise<ConversationSummary | null> {
  const [row] = await session.query(`select ${COLUMNS} from conversation where id = $1 and removed_at is null`, [id]);
  return row ? summaryOf(row, user) : null;
}

/** The latest events of a conversation that this person may see, the oldest first. */
export async function eventsOf(session: Session, id: string, limit: number): Promise<readonly EventRow[]> {
  const rows = await session.query(
    "select seq, body, plan from conversation_event where conversation = $1 order by seq desc limit $2",
    [id, limit],
  );
  return rows.map(({ seq, body, plan }) => ({ seq: Number(seq), body: parsed(body), plan: parsed(plan) })).reverse();
}

/** Null when the person has no such conversation. */
export async function changeConversation(
  session: Session,
  { user }: Owner,
  id: string,
  { title, pinned, shared }: ConversationChange,
): Promise<ConversationSummary | null> {
  const [row] = await session.query(
    "update conversation set title = coalesce($2, title), pinned = coalesce($3, pinned), shared = coalesce($4, shared) " +
      `where id = $1 and owner = current_setting('sextant.user') and removed_at is null returning ${COLUMNS}`,
    [id, title === undefined ? null : withoutZero(title), pinned ?? null, shared ?? null],
  );
  return row ? summaryOf(row, user) : null;
}

/** How long a removal can be taken back; then the rows are gone. */
const UNDO = "1 day";

/** Removes a conversation, or takes that back. False when the person has no such conversation. Removes for good what was removed long ago. */
export async function setRemoved(session: Session, id: string, removed: boolean, now: Date): Promise<boolean> {
  const [row] = await session.query(
    "update conversation set removed_at = $2 where id = $1 and owner = current_setting('sextant.user') " +
      `and (removed_at is null) = $3 returning id`,
    [id, removed ? now : null, removed],
  );
  await session.query(
    `delete from conversation where owner = current_setting('sextant.user') and removed_at < $1::timestamptz - interval '${UNDO}'`,
    [now],
  );
  return row !== undefined;
}

function summaryOf(row: SqlRow, user: string): ConversationSummary {
  const moment = (value: unknown) => (value instanceof Date ? value.toISOString() : "");
  return {
    id: String(row.id),
    title: String(row.title),
    pinned: row.pinned === true,
    shared: row.shared === true,
    owner: String(row.owner_name),
    mine: row.owner === user,
    createdAt: moment(row.created_at),
    updatedAt: moment(row.updated_at),
  };
}

/** PostgreSQL takes no zero character in a text. */
const withoutZero = (text: string) => text.replaceAll("\u0000", "");

function parsed(text: unknown): unknown {
  if (typeof text !== "string") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Each word searched for, as the beginning of a word: `'1,234':*`. PostgreSQL takes it apart as it took the texts apart. */
function termsOf(search: string): string[] {
  return fold(withoutZero(search))
    .split(/\s+/)
    .map((word) => word.replace(/['\\]/g, " ").trim())
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MOST_TERMS)
    .map((word) => `'${word}':*`);
}
