import { createHash } from "node:crypto";
import { type CellSource, SextantError } from "@sextant/contracts";
import { type CellProof, type Minor, residualAt, selectorDomain } from "@sextant/ledger";
import { ownDomain, populationDomainOf } from "./control-population.ts";
import { readControlRows } from "./control-rows.ts";
import { cellPopulation, residualDate } from "./items.ts";
import type { CompanyContext } from "./live-context.ts";
import { countedPartials, PARTIAL_SIDES } from "./partial-sums.ts";
import { type Attempt, steadily } from "./steady.ts";
import { minorOf, numberOf } from "./values.ts";

/** Ids asked for at once; a page is under a megabyte. */
const IDS_PER_PAGE = 100_000;

/**
 * The whole of a cell, recomputed: number of items, `sign × Σ measure`, and the hash of the ascending ids. Sum and count come from one
 * call before the ids are listed and one after; they must be the same, and as many ids must arrive.
 *
 * @throws SextantError `truncated_read`, `ledger_changed`.
 */
export async function proveCell(context: CompanyContext, source: CellSource): Promise<CellProof> {
  return steadily(context.company.name, async (): Promise<Attempt<CellProof>> => {
    const before = await measure(context, source);
    const { hash, count } = await hashIds(context, source);
    const after = await measure(context, source);
    const steady = before.count === after.count && before.total === after.total;
    if (steady && count !== after.count) {
      throw new SextantError(
        "truncated_read",
        `Odoo counts ${after.count} journal items behind this figure but listed ${count}. Try again.`,
      );
    }
    const total = source.sign === 1 ? after.total : -after.total;
    return { steady, reading: { count, total, hash } };
  });
}

async function measure(
  context: CompanyContext,
  source: CellSource,
): Promise<{ readonly count: number; readonly total: Minor }> {
  const { client, company, scope } = context;
  const field = source.measure === "residual" ? "balance" : source.measure;
  const [group] = await client.aggregate(
    {
      model: "account.move.line",
      domain: selectorDomain(source.selector, company.branchIds),
      groupBy: [],
      aggregates: ["__count", `${field}:sum`],
    },
    scope,
  );
  const count = numberOf(group?.aggregates.__count ?? 0);
  const stored = minorOf(group?.aggregates[`${field}:sum`] ?? null, company.currency);
  if (source.measure !== "residual") return { count, total: stored };
  return { count, total: await residualOf(context, source, stored) };
}

/** Σ forward residual at D of the cell's items. */
async function residualOf(context: CompanyContext, source: CellSource, balance: Minor): Promise<Minor> {
  const { client, company, capabilities, wideScope } = context;
  const asOf = residualDate(source);
  const population = cellPopulation(context, source);
  if (!capabilities.groupsAcrossRelations) return residualFromRows(context, source);
  const matched = await Promise.all(
    PARTIAL_SIDES.map(async (side) => {
      const [group] = await client.aggregate(
        {
          model: "account.partial.reconcile",
          domain: countedPartials(side, ownDomain(population), populationDomainOf(population), asOf),
          groupBy: [],
          aggregates: ["amount:sum"],
        },
        wideScope,
      );
      const amount = minorOf(group?.aggregates["amount:sum"] ?? null, company.currency);
      return side === "debit" ? -amount : amount;
    }),
  );
  return matched.reduce((sum, amount) => sum + amount, balance);
}

async function residualFromRows(context: CompanyContext, source: CellSource): Promise<Minor> {
  const { items, partials } = await readControlRows(context, cellPopulation(context, source));
  const own = new Set(await listIds(context, source));
  return residualAt(items, partials, residualDate(source)).reduce(
    (sum, { item, forward }) => (own.has(item.id) ? sum + forward : sum),
    0n,
  );
}

async function hashIds(
  context: CompanyContext,
  source: CellSource,
): Promise<{ readonly hash: string; readonly count: number }> {
  const hash = createHash("sha256");
  let count = 0;
  for await (const page of idPages(context, source)) {
    hash.update(`${count > 0 ? "," : ""}${page.join(",")}`);
    count += page.length;
  }
  return { hash: hash.digest("hex"), count };
}

async function listIds(context: CompanyContext, source: CellSource): Promise<readonly number[]> {
  const all: number[] = [];
  for await (const page of idPages(context, source)) for (const id of page) all.push(id);
  return all;
}

/** Ids of the cell, ascending, by keyset. */
async function* idPages(
  { client, company, scope, options }: CompanyContext,
  { selector }: CellSource,
): AsyncGenerator<readonly number[]> {
  const domain = selectorDomain(selector, company.branchIds);
  let done = 0;
  for (let after = 0; ; ) {
    const named = { domain: [["id", ">", after], ...domain], limit: IDS_PER_PAGE, order: "id" };
    const reply = await client.call("read", "account.move.line", "search", { named }, scope);
    const page = ascendingIds(reply, after);
    if (page.length > 0) yield page;
    done += page.length;
    options.onProgress?.("Proving the figure", done);
    const last = page.at(-1);
    if (last === undefined || page.length < IDS_PER_PAGE) return;
    after = last;
  }
}

function ascendingIds(reply: unknown, after: number): readonly number[] {
  const ids = Array.isArray(reply) ? (reply as readonly unknown[]) : [null];
  let previous = after;
  return ids.map((id) => {
    if (typeof id !== "number" || !Number.isSafeInteger(id) || id <= previous) {
      throw new SextantError("bad_reply", "Odoo's list of journal items is not one of ascending ids. Try again.");
    }
    previous = id;
    return id;
  });
}
