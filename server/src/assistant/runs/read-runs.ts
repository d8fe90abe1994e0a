import type { AskedFrom, QuestionRuns, RunsBy, RunsTaken } from "@sextant/contracts";
import type { Session, SqlRow } from "../../platform/database/database.ts";
import { dollars, exactDollars } from "../models/prices.ts";

/** Instants, the second excluded. */
export interface RunsWithin {
  readonly from: Date;
  readonly to: Date;
}

const LATEST = 50;
const MOST_ROWS = 400;

/** A row a run, and in `part` a row for each agent of it; costs that are not known are none. */
const RUNS = `
  with run as (select * from question_run where at >= $1 and at < $2),
  part as (
    select run.*, p.value as part, coalesce((p.value->>'tokens')::bigint, 0) as tokens, coalesce((p.value->>'requests')::int, 0) as requests,
      coalesce((p.value->>'tools')::int, 0) as tools, (p.value->>'cost')::numeric as cost, p.value->>'cost' is null as unpriced
    from run cross join lateral jsonb_array_elements(run.parts) as p(value)
  )`;
/** A question counts once in a row, however many of its agents stand there. */
const one = (condition: string) => `count(distinct (conversation, seq)) filter (where ${condition})::int`;
const TAKEN = `${one("true")} as questions, ${one("outcome = 'answered'")} as answered, ${one("outcome = 'refused'")} as refused,
  ${one("outcome = 'failed'")} as failed, coalesce(sum(requests), 0)::int as requests, coalesce(sum(tools), 0)::int as tools,
  coalesce(sum(tokens), 0)::text as tokens, coalesce(sum(cost), 0)::text as cost, ${one("unpriced")} as unpriced`;

const KEY: Readonly<Record<RunsBy, string>> = {
  day: "to_char(at at time zone 'UTC', 'YYYY-MM-DD')",
  person: "person",
  place: "asked_from",
  agent: "part->>'agent'",
  model:
    "coalesce(nullif((select string_agg(name, ', ') from jsonb_array_elements_text(part->'models') as m(name)), ''), 'none')",
};

/** What the questions of a tenant took, added up. */
export async function readRuns(
  session: Session,
  { from, to }: RunsWithin,
  by: RunsBy,
): Promise<Pick<QuestionRuns, "total" | "rows" | "latest">> {
  const within = [from, to];
  const [total] = await session.query(
    `${RUNS} select ${TAKEN}, (select coalesce(sum(ms), 0)::bigint::text from run) as ms from part`,
    within,
  );
  // Time is the question's: of agents side by side it must not be added up twice.
  const rows = await session.query(
    `${RUNS}, keyed as (select part.*, ${KEY[by]} as key from part),
     time as (select key, sum(ms)::bigint::text as ms from (select distinct key, conversation, seq, ms from keyed) as once group by key)
     select key, ${TAKEN}, min(time.ms) as ms from keyed join time using (key) group by key
     order by ${by === "day" ? "key desc" : "sum(cost) desc nulls last, 2 desc, key"} limit ${MOST_ROWS}`,
    within,
  );
  const latest = await session.query(
    `select at, person, asked_from, outcome, code, ms, parts::text as parts from question_run where at >= $1 and at < $2 order by at desc limit ${LATEST}`,
    within,
  );
  const names = await namesOf(session);
  return {
    total: takenIn(total ?? {}),
    rows: rows.map((row) => {
      const key = String(row.key);
      return { key, label: by === "person" ? names(key) : key, ...takenIn(row) };
    }),
    latest: latest.map((row) => {
      const parts = JSON.parse(String(row.parts)) as readonly {
        agent: string;
        models: readonly string[];
        tokens: number;
        cost: string | null;
      }[];
      return {
        at: (row.at as Date).toISOString(),
        who: names(String(row.person)),
        from: row.asked_from as AskedFrom,
        outcome: row.outcome as "answered" | "refused" | "failed",
        code: row.code === null ? null : String(row.code),
        agents: parts.map(({ agent }) => agent),
        models: [...new Set(parts.flatMap(({ models }) => models))],
        tokens: parts.reduce((sum, { tokens }) => sum + tokens, 0),
        cost: parts.some(({ cost }) => cost === null)
          ? null
          : exactDollars(parts.reduce((sum, { cost }) => sum + dollars(cost ?? "0"), 0n)),
        ms: Number(row.ms),
      };
    }),
  };
}

/** Logins by number; nobody's where nobody signs in, or where he is forgotten. */
async function namesOf(session: Session): Promise<(person: string) => string> {
  const people = await session.query("select user_id::text as id, login from person");
  const known = new Map(people.map(({ id, login }) => [String(id), String(login)]));
  return (person) => known.get(person) ?? (person === "0" ? "the person at this machine" : "somebody forgotten");
}

const takenIn = (row: SqlRow): RunsTaken => ({
  questions: Number(row.questions ?? 0),
  answered: Number(row.answered ?? 0),
  refused: Number(row.refused ?? 0),
  failed: Number(row.failed ?? 0),
  requests: Number(row.requests ?? 0),
  tools: Number(row.tools ?? 0),
  tokens: Number(row.tokens ?? 0),
  cost: plain(String(row.cost ?? "0")),
  unpriced: Number(row.unpriced ?? 0),
  ms: Number(row.ms ?? 0),
});

/** `0.120000` as `0.12`. */
const plain = (cost: string) => exactDollars(dollars(cost));
