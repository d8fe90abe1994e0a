import { Agent, request } from "node:http";
import { createRequire } from "node:module";
import { connect } from "../../packages/odoo-client/src/index.ts";
import type { BenchmarkTarget, Measurement } from "./measurement.ts";

/** The part of odoo-await (CommonJS, without usable types) that is measured. */
interface OdooAwait {
  connect(): Promise<number>;
  searchRead(model: string, domain: unknown[], fields: string[], options: object): Promise<{ id: number }[]>;
}
type OdooAwaitClass = new (options: { baseUrl: string; db: string; username: string; password: string }) => OdooAwait;

const MODEL = "account.move.line";
const FIELDS = [
  "date",
  "name",
  "ref",
  "parent_state",
  "move_id",
  "journal_id",
  "account_id",
  "partner_id",
  "currency_id",
  "debit",
  "credit",
  "balance",
  "amount_currency",
  "amount_residual",
  "date_maturity",
  "write_date",
];
const ROWS = 60_000;
const PAGE = 4000;
const IN_FLIGHT = 3;
/**
 * odoo-await is slow: a part is enough for a rate. Its pages are small because an Odoo worker closes the connection of a client that
 * does not read for two seconds, and parsing a large page holds it up for longer.
 */
const ROWS_AWAIT = 8000;
const PAGE_AWAIT = 1000;
const ROUNDS = 3;

interface Pass {
  readonly rows: number;
  readonly seconds: number;
}

/**
 * Rows per second of `account.move.line` with 16 fields, four ways in one run against the same server: our stream, as records and as columns; a bare HTTP client
 * that sends the same page requests (same ids, same number in flight) and does nothing with the replies but `JSON.parse`; and
 * odoo-await, one page after the other as it works. Passes alternate and the best of each counts, so that a busy moment hits all alike.
 */
export async function run(target: Pick<BenchmarkTarget, "url" | "database" | "key" | "login">): Promise<Measurement[]> {
  const ids = await pageBounds(target);
  const ours: Pass[] = [];
  const columns: Pass[] = [];
  const bare: Pass[] = [];
  await bareRead(target, ids.slice(0, 2));
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await bareRead(target, ids));
    ours.push(await ourRead(target, ids));
    columns.push(await ourRead(target, ids, { columns: true }));
  }
  const old = await awaitRead(target);
  const counts = [...ours, ...columns, ...bare].map(({ rows }) => rows);
  if (new Set(counts).size !== 1) throw new Error(`The passes did not read the same rows: ${counts.join(", ")}`);
  const rate = (passes: readonly Pass[]) => Math.max(...passes.map(({ rows, seconds }) => rows / seconds));
  const [we, they, them] = [rate(ours), rate(bare), rate([old])];
  const share = (100 * we) / they;
  const times = we / them;
  return [
    { name: `stream, ${MODEL} × ${FIELDS.length} fields`, value: we, unit: "rows/s", limit: "", ok: true },
    { name: "the same, read as columns", value: rate(columns), unit: "rows/s", limit: "", ok: true },
    { name: "bare HTTP, same requests", value: they, unit: "rows/s", limit: "", ok: true },
    { name: "odoo-await", value: them, unit: "rows/s", limit: "", ok: true },
    { name: "stream in share of bare HTTP", value: share, unit: "%", limit: ">= 85", ok: share >= 85 },
    { name: "stream in multiples of odoo-await", value: times, unit: "×", limit: ">= 4", ok: times >= 4 },
  ];
}

type Bounds = readonly [first: number, last: number];

async function pageBounds(target: Pick<BenchmarkTarget, "url" | "database" | "key">): Promise<Bounds[]> {
  const ids = (await post(target, "search", { domain: [], order: "id", limit: ROWS })) as number[];
  const pages: Bounds[] = [];
  for (let from = 0; from < ids.length; from += PAGE) {
    const page = ids.slice(from, from + PAGE);
    pages.push([page[0] ?? 0, page[page.length - 1] ?? 0]);
  }
  return pages;
}

const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });

function post(
  { url, database, key }: Pick<BenchmarkTarget, "url" | "database" | "key">,
  method: string,
  body: object,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `bearer ${key}`,
      "x-odoo-database": database,
      "content-type": "application/json",
    };
    const call = request(`${url}/json/2/${MODEL}/${method}`, { method: "POST", headers, agent }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on("data", (chunk: Buffer) => chunks.push(chunk));
      reply.on("error", reject);
      reply.on("end", () => {
        if (reply.statusCode !== 200) reject(new Error(`HTTP ${reply.statusCode}`));
        else resolve(JSON.parse(Buffer.concat(chunks).toString()));
      });
    });
    call.on("error", reject);
    call.end(JSON.stringify(body));
  });
}

async function bareRead(
  target: Pick<BenchmarkTarget, "url" | "database" | "key">,
  pages: readonly Bounds[],
): Promise<Pass> {
  const start = performance.now();
  let rows = 0;
  let next = 0;
  const worker = async () => {
    for (let page = pages[next++]; page; page = pages[next++]) {
      const domain = [
        ["id", ">=", page[0]],
        ["id", "<=", page[1]],
      ];
      const body = {
        domain,
        fields: ["id", ...FIELDS],
        limit: PAGE + 500,
        order: "id",
        load: false,
        context: { lang: "en_US", tz: "Europe/Brussels" },
      };
      const read = (await post(target, "search_read", body)) as unknown[];
      rows += read.length;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  return { rows, seconds: (performance.now() - start) / 1000 };
}

async function ourRead(
  target: Pick<BenchmarkTarget, "url" | "database" | "key" | "login">,
  pages: readonly Bounds[],
  options: { readonly columns?: boolean } = {},
): Promise<Pass> {
  const { url, database, login, key } = target;
  const odoo = await connect({ url, database, login, secret: key, concurrency: IN_FLIGHT });
  const last = pages[pages.length - 1]?.[1] ?? 0;
  const start = performance.now();
  let rows = 0;
  const query = { model: MODEL, domain: [["id", "<=", last]], fields: FIELDS, batch: PAGE, ...options };
  for await (const page of odoo.stream(query)) rows += page.length;
  const seconds = (performance.now() - start) / 1000;
  await odoo.close();
  return { rows, seconds };
}

async function awaitRead(target: Pick<BenchmarkTarget, "url" | "database" | "key" | "login">): Promise<Pass> {
  const { url, database, login, key } = target;
  const Client = createRequire(import.meta.url)("odoo-await") as OdooAwaitClass;
  const odoo = new Client({ baseUrl: url, db: database, username: login, password: key });
  await odoo.connect();
  const start = performance.now();
  let rows = 0;
  let after = 0;
  while (rows < ROWS_AWAIT) {
    const options = { limit: PAGE_AWAIT, order: "id", offset: 0, context: {} };
    const page = await odoo.searchRead(MODEL, [["id", ">", after]], FIELDS, options);
    if (page.length === 0) break;
    rows += page.length;
    after = page[page.length - 1]?.id ?? after;
  }
  return { rows, seconds: (performance.now() - start) / 1000 };
}
