import { SextantError } from "@sextant/contracts";
import type { CallOptions, ReadQuery, Row } from "../types.ts";
import { plainNumber, wrongType } from "../values/normalise.ts";
import { type RowReader, rowReader } from "../values/rows.ts";
import { bareIds, type Reader } from "./reader.ts";

/** Checks the fields against the model and prepares to read rows. */
export async function prepareRows(
  reader: Reader,
  model: string,
  fields: readonly string[],
  options: CallOptions,
): Promise<RowReader> {
  const known = await reader.fieldsOf(model, options);
  const asked = fields.map((name) => known.get(name)).filter((info) => info !== undefined);
  return rowReader(model, fields, known, await reader.moneyRules(asked, options));
}

export async function count(
  reader: Reader,
  model: string,
  domain: readonly unknown[],
  options: CallOptions,
): Promise<number> {
  const reply = await reader.ask(model, "search_count", { named: { domain } }, options);
  const total = plainNumber(reply, `the count of ${model}`);
  return Number.isSafeInteger(total) && total >= 0 ? total : wrongType(`the count of ${model}`, "a count");
}

export interface SearchQuery extends ReadQuery {
  readonly limit: number;
  readonly order?: string;
  readonly offset?: number;
}

export async function search(reader: Reader, query: SearchQuery, options: CallOptions): Promise<readonly Row[]> {
  const { model, domain, fields, limit, order = "id", offset = 0 } = query;
  // Odoo reads 0 as "no limit" and fails on a negative one.
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new SextantError("bad_usage", `The limit of a search must be a positive whole number, not ${limit}.`);
  const rowsOf = await prepareRows(reader, model, fields, options);
  const most = reader.info.transport === "bridge" ? BRIDGE_BATCH : limit;
  let rows: readonly Row[] = [];
  for (let more = true; more && rows.length < limit; ) {
    const size = Math.min(most, limit - rows.length);
    const from = offset + rows.length;
    const named = { domain, fields: unique(fields), limit: size, order, ...(from ? { offset: from } : {}) };
    const page = rowsOf(await reader.ask(model, "search_read", { named: { ...named, ...bareIds(reader) } }, options));
    if (page.length > size) return wrongType(`the result for ${model}`, `at most ${size} records`);
    rows = rows.length === 0 ? page : [...rows, ...page];
    more = page.length === size;
  }
  if (new Set(rows.map((row) => row.id)).size !== rows.length)
    return wrongType(`the result for ${model}`, "free of repeated ids");
  return rows;
}

/** Rows of exactly these ids, in their order; {@link SextantError} `missing` when one is gone. */
export async function readIds(
  reader: Reader,
  model: string,
  ids: readonly number[],
  fields: readonly string[],
  options: CallOptions,
): Promise<readonly Row[]> {
  for (const id of ids)
    if (!Number.isSafeInteger(id) || id < 1)
      throw new SextantError("bad_usage", `${id} is not the id of a record of ${model}.`);
  const rowsOf = await prepareRows(reader, model, fields, options);
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const found = new Map<number, Row>();
  const size = reader.info.transport === "bridge" ? BRIDGE_BATCH : READ_BATCH;
  for (let from = 0; from < wanted.length; from += size) {
    const batch = wanted.slice(from, from + size);
    const reply = await reader.ask(
      model,
      "read",
      { ids: batch, named: { fields: unique(fields), load: false } },
      options,
    );
    const expected = new Set(batch);
    for (const row of rowsOf(reply)) {
      if (!expected.delete(row.id)) return wrongType(`a record of ${model} (id ${row.id})`, "one of those asked for");
      found.set(row.id, row);
    }
    if (expected.size > 0) {
      const gone = [...expected].slice(0, 10).join(", ");
      throw new SextantError(
        "missing",
        `${model} has no record with id ${gone}${expected.size > 10 ? ", …" : ""}: deleted in the meantime. Refresh.`,
        {
          details: { model, ids: [...expected].slice(0, 100) },
        },
      );
    }
  }
  return ids.map((id) => found.get(id) ?? wrongType(`${model} id ${id}`, "in the reply"));
}

const READ_BATCH = 2000;
/** The bridge gives no more rows at once. */
const BRIDGE_BATCH = 1000;

export function unique(fields: readonly string[]): string[] {
  // "id" alone still gives the id; an empty list would mean "all fields".
  return [...new Set(["id", ...fields])];
}
