import type { ConversationEvent } from "@sextant/contracts";
import type { Session } from "../../platform/database/database.ts";
import type { QuestionRun } from "../runs/run-meter.ts";
import { fold } from "../text/fold.ts";
import { eventOf, type HeldEvent, jsonOf, withoutTable } from "./held-event.ts";
import type { Owner } from "./types.ts";

/** What is to be written: a conversation, once, an event of one, or what a question of it took. */
export type Entry = { readonly owner: Owner; readonly conversation: string; readonly at: Date } & (
  | { readonly kind: "conversation"; readonly title: string }
  | ({ readonly kind: "event" } & KeptEvent)
  | { readonly kind: "run"; readonly seq: number; readonly run: QuestionRun }
);

/** An event as it is written. */
export interface KeptEvent {
  readonly seq: number;
  readonly type: ConversationEvent["type"];
  readonly held: HeldEvent;
  /** The words of a question or an answer, which are searched. */
  readonly plain: string | null;
  /** JSON of the plan that a plan event stands for. */
  readonly plan: string | null;
}

/** Bytes above which the table of an answer is not kept. */
const LONGEST_BODY = 1_000_000;
/** Characters of a question or an answer that are searched. */
const LONGEST_PLAIN = 20_000;

/**
 * Writes entries of one person: conversations, then events, each once, in one statement each however many they are. A question moves its
 * conversation to the top. Writing an entry twice changes nothing.
 */
export async function writeEntries(session: Session, entries: readonly Entry[]): Promise<void> {
  const conversations = entries.flatMap((entry) =>
    entry.kind === "conversation"
      ? [{ id: entry.conversation, name: entry.owner.name, title: storable(entry.title), at: entry.at }]
      : [],
  );
  const events = entries.flatMap((entry) => (entry.kind === "event" ? [rowOf(entry)] : []));
  if (conversations.length > 0)
    await session.query(
      "insert into conversation (id, owner_name, title, created_at, updated_at) select id, name, title, at, at " +
        "from jsonb_to_recordset($1::jsonb) as one(id text, name text, title text, at timestamptz) on conflict do nothing",
      [JSON.stringify(conversations)],
    );
  const runs = entries.flatMap((entry) =>
    entry.kind === "run" ? [{ conversation: entry.conversation, seq: entry.seq, at: entry.at, ...entry.run }] : [],
  );
  if (runs.length > 0)
    await session.query(
      "insert into question_run (conversation, seq, at, ms, outcome, code, parts) select conversation, seq, at, ms, outcome, code, parts " +
        "from jsonb_to_recordset($1::jsonb) as one(conversation text, seq bigint, at timestamptz, ms integer, outcome text, code text, parts jsonb) " +
        "on conflict do nothing",
      [JSON.stringify(runs)],
    );
  if (events.length === 0) return;
  await session.query(
    "insert into conversation_event (conversation, seq, kind, at, body, plan, plain, words) " +
      "select conversation, seq, kind, at, body, plan, plain, to_tsvector('simple', folded) from jsonb_to_recordset($1::jsonb) " +
      "as one(conversation text, seq bigint, kind text, at timestamptz, body text, plan text, plain text, folded text) " +
      "order by conversation, seq on conflict do nothing",
    [JSON.stringify(events)],
  );
  const asked = Object.fromEntries(
    events.filter(({ kind }) => kind === "question").map(({ conversation, at }) => [conversation, at]),
  );
  if (Object.keys(asked).length > 0)
    await session.query(
      "update conversation set updated_at = value::timestamptz from jsonb_each_text($1::jsonb) where id = key",
      [JSON.stringify(asked)],
    );
}

/** The words of an event that are searched. */
export function plainOf(event: ConversationEvent): string | null {
  const text = event.type === "question" ? event.text : event.type === "answer" ? event.result.answer : null;
  return text === null ? null : storable(text.slice(0, LONGEST_PLAIN));
}

function rowOf({ conversation, at, seq, type, held, plain, plan }: Entry & { readonly kind: "event" }) {
  const body = jsonOf(held);
  return {
    conversation,
    seq,
    kind: type,
    at,
    body: body.length > LONGEST_BODY ? JSON.stringify(withoutTable(eventOf(held))) : body,
    plan,
    plain,
    folded: plain === null ? null : fold(plain),
  };
}

/** PostgreSQL takes no zero character and no half of a pair in a text. */
const storable = (text: string) => Buffer.from(text.replaceAll("\u0000", "")).toString();
