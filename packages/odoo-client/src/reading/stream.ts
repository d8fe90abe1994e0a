import { type Domain, SextantError } from "@sextant/contracts";
import type { CallOptions, ReadQuery, Row, StreamQuery } from "../types.ts";
import { wrongType } from "../values/normalise.ts";
import type { RowReader } from "../values/rows.ts";
import { columnRanges } from "./column-ranges.ts";
import { type RangeReader, recordRanges } from "./range-reader.ts";
import { narrowed, type Reader } from "./reader.ts";
import { count, prepareRows } from "./search.ts";

/** Rows of one page; large enough to hide the cost of a request, small enough to keep memory flat. */
const DEFAULT_BATCH = 4000;
/** The bridge gives a thousand rows at once; half of them are for rows that appear meanwhile. */
const BRIDGE_BATCH = 500;
/** Pages whose ids are listed in one request. */
const PAGES_LISTED = 20;
const FIRST_PAGES_LISTED = 4;

/**
 * All rows of a query in ascending id, exactly once.
 *
 * The population is fixed at the start: ids up to the greatest one then present. They are listed by keyset, cut into pages, and
 * the pages read by id range with several requests in flight; a page is requested only when the consumer comes near it. Rows that are
 * created during the read have greater ids and are left out. A listed id that does not arrive is looked up: a row deleted (or no longer
 * matching) meanwhile is accepted, a row that is still there means that the reply was cut: `truncated_read`. The number of rows is
 * compared with `search_count` before and after.
 */
export async function* stream(
  reader: Reader,
  query: StreamQuery,
  options: CallOptions,
): AsyncGenerator<readonly Row[]> {
  const { model, domain, onTotal } = query;
  const wanted = query.batch ?? DEFAULT_BATCH;
  const batch = Math.max(1, Math.floor(reader.info.transport === "bridge" ? Math.min(wanted, BRIDGE_BATCH) : wanted));
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const scoped: CallOptions = { ...options, signal };
  const pending: Promise<readonly Row[]>[] = [];
  try {
    const rowsOf = prepareRows(reader, model, query.fields, scoped);
    const choosing = chooseRanges(reader, query, rowsOf, scoped);
    // Their error is thrown when its turn comes.
    for (const promise of [rowsOf, choosing]) promise.catch(() => undefined);
    const [first, [last]] = await Promise.all([
      listIds(reader, model, domain, batch * FIRST_PAGES_LISTED, "id", scoped),
      listIds(reader, model, domain, 1, "id desc", scoped),
    ]);
    if (last === undefined) {
      await rowsOf;
      onTotal?.(0);
      return;
    }
    const bounded = narrowed(domain, ["id", "<=", last]);
    const pages = listPages(reader, model, bounded, first, last, batch, scoped);
    const window = Math.max(1, Math.min(4, reader.concurrency));
    let listed = 0;
    let exhausted = false;
    const fill = async (): Promise<void> => {
      while (!exhausted && pending.length < window) {
        const next = await pages.next();
        if (next.done) {
          exhausted = true;
          return;
        }
        listed += next.value.length;
        const page = readPage(reader, query, next.value, choosing, scoped);
        // A page may fail while an earlier one is still awaited; its error is thrown when its turn comes.
        page.catch(() => undefined);
        pending.push(page);
      }
    };

    let read = 0;
    let previous = 0;
    // Asked for first: a row that is deleted after it was read must have been counted.
    const counting = count(reader, model, bounded, scoped);
    counting.catch(() => undefined);
    await fill();
    await rowsOf;
    const atStart = await counting;
    onTotal?.(atStart);
    for (let page = pending.shift(); page; page = pending.shift()) {
      const rows = await page;
      await fill();
      for (const row of rows) {
        if (row.id <= previous) wrongType(`the ids of ${model}`, "ascending");
        previous = row.id;
      }
      read += rows.length;
      if (rows.length > 0) yield rows;
    }
    if (read !== atStart || listed !== atStart) await verifyTotal(reader, model, bounded, read, atStart, scoped);
  } finally {
    stop.abort();
  }
}

async function listIds(
  reader: Reader,
  model: string,
  domain: Domain,
  limit: number,
  order: string,
  options: CallOptions,
): Promise<readonly number[]> {
  const reply = await reader.ask(model, "search", { named: { domain, limit, order } }, options);
  if (!Array.isArray(reply) || reply.length > limit)
    return wrongType(`the ids of ${model}`, `a list of at most ${limit}`);
  for (const id of reply)
    if (!Number.isSafeInteger(id) || id < 1) return wrongType(`the ids of ${model}`, "a list of ids");
  return reply as readonly number[];
}

/**
 * The ids up to the last, ascending, in pages; `first` was listed already, without that bound. Each further list is asked for while the
 * pages of the one before are being read, until the last id is reached or nothing more comes.
 */
async function* listPages(
  reader: Reader,
  model: string,
  bounded: Domain,
  first: readonly number[],
  last: number,
  batch: number,
  options: CallOptions,
): AsyncGenerator<readonly number[], undefined> {
  let after = 0;
  const list = () => {
    const domain = narrowed(bounded, ["id", ">", after]);
    const ids = listIds(reader, model, domain, batch * PAGES_LISTED, "id", options);
    // It may fail while its turn has not come.
    ids.catch(() => undefined);
    return ids;
  };
  for (let ids: readonly number[] = first.filter((id) => id <= last); ids.length > 0; ) {
    for (const id of ids) {
      if (id <= after) wrongType(`the ids of ${model}`, "ascending");
      after = id;
    }
    let listing: Promise<readonly number[]> | undefined;
    for (let from = 0; from < ids.length; from += batch) {
      // A short list is soon read.
      const soon = ids.length <= batch * FIRST_PAGES_LISTED || from >= ids.length / 2;
      if (after < last && soon) listing ??= list();
      yield ids.slice(from, from + batch);
    }
    ids = (await listing) ?? [];
  }
  return undefined;
}

async function chooseRanges(
  reader: Reader,
  query: StreamQuery,
  rowsOf: Promise<RowReader>,
  options: CallOptions,
): Promise<RangeReader> {
  const columns = query.columns ? await columnRanges(reader, query, await rowsOf, options) : null;
  return columns ?? recordRanges(reader, query, rowsOf, options);
}

/** The rows in the id range of one page. Every listed id arrives, or is proved gone. */
async function readPage(
  reader: Reader,
  { model, domain }: ReadQuery,
  ids: readonly number[],
  choosing: Promise<RangeReader>,
  options: CallOptions,
): Promise<readonly Row[]> {
  const read = await choosing;
  const rows = await read(ids[0] ?? 0, ids[ids.length - 1] ?? 0, ids.length);
  const missing = without(ids, rows);
  if (missing.length > 0) await proveGone(reader, model, domain, missing, options);
  return rows;
}

/** Ids that no row carries; both ascending. */
function without(ids: readonly number[], rows: readonly Row[]): number[] {
  const missing: number[] = [];
  let at = 0;
  for (const id of ids) {
    while (at < rows.length && (rows[at]?.id ?? 0) < id) at += 1;
    if (rows[at]?.id !== id) missing.push(id);
  }
  return missing;
}

async function proveGone(
  reader: Reader,
  model: string,
  domain: Domain,
  missing: readonly number[],
  options: CallOptions,
): Promise<void> {
  const still = await count(reader, model, narrowed(domain, ["id", "in", missing]), options);
  if (still > 0) throw truncated(model, `${still} of the records listed before did not arrive`);
}

async function verifyTotal(
  reader: Reader,
  model: string,
  bounded: Domain,
  read: number,
  atStart: number,
  options: CallOptions,
): Promise<void> {
  const atEnd = await count(reader, model, bounded, options);
  // Deletions lower the count while the read goes on, transactions that were under way raise it: the rows read lie between.
  if (read >= Math.min(atStart, atEnd) && read <= Math.max(atStart, atEnd) && atStart !== atEnd) return;
  if (read === atEnd) return;
  throw truncated(model, `${read} rows were read, Odoo counts ${atEnd}`);
}

function truncated(model: string, why: string): SextantError {
  return new SextantError("truncated_read", `The read of ${model} is not complete: ${why}. Try again.`, {
    details: { model },
  });
}
