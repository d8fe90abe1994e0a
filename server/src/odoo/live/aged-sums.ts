import type { Domain } from "@sextant/contracts";
import { type AgedQuery, earliestDue } from "@sextant/ledger";
import { AgedBook, type AgedSum, ITEM_LISTS, ITEM_SUMS } from "./aged-book.ts";
import { type ControlPopulation, ownDomain, populationDomainOf } from "./control-population.ts";
import { idRanges } from "./id-ranges.ts";
import { chunked } from "./ledger-rows.ts";
import type { CompanyContext } from "./live-context.ts";
import { type PartialList, readPartialLists } from "./partial-lists.ts";
import type { MatchingState } from "./partial-state.ts";
import { PARTIAL_SIDES } from "./partial-sums.ts";
import { idsOf } from "./values.ts";

/** Items in one reply, which carries little more than their ids. */
const ITEMS_PER_CALL = 2_000_000;

/** Open amounts at D, and whether they come from one state of the ledger as far as they themselves can tell. */
interface AgedSums {
  readonly sums: readonly AgedSum[];
  readonly whole: boolean;
}

/**
 * Forward and backward residuals at D by partner, currency and bucket, in some ten calls: sums of all items by partner and currency with
 * the ids behind them, lists of the recent ones by due date, lists of partials. Each formula adds up partials that the other does not
 * look at.
 *
 * @param before The state read before, whose greatest ids say how many replies the lists are cut into.
 * @throws SextantError `truncated_read`, `precision`.
 */
export async function readAgedSums(
  context: CompanyContext,
  population: ControlPopulation,
  { asOf, ages }: AgedQuery,
  before: MatchingState,
): Promise<AgedSums> {
  const own = ownDomain(population);
  const recent: Domain = ["|", ["date_maturity", "=", false], ["date_maturity", ">=", earliestDue(asOf, ages)]];
  const items = idRanges(before.ledger.maxId, ITEMS_PER_CALL).map(
    (range) => () => readItems(context, [...own, ...range], ["partner_id", "currency_id"], ITEM_SUMS),
  );
  const lists = readPartialLists(context, population, { asOf, lastPartialId: before.lastPartialId });
  const step = progress(context, items.length + lists.length + 1);
  const [sums, partials, listed] = await Promise.all([
    Promise.all(items.map(step)),
    Promise.all(lists.map(step)),
    step(() => readItems(context, [...own, "|", ...recent, ...openWithoutAmount], ["date_maturity:day"], ITEM_LISTS)),
  ]);
  const book = new AgedBook(context, asOf, ages);
  for (const groups of sums) book.addItems(groups);
  book.addListed(listed);
  const others = await readOthers(context, population, book, partials);
  for (const list of partials) book.addPartials(list, (id) => others.has(id));
  return { sums: book.sums(), whole: book.whole };
}

/** Items of amount zero that show a residual all the same. */
const openWithoutAmount: Domain = [
  "&",
  "&",
  ["balance", "=", 0],
  ["amount_currency", "=", 0],
  "|",
  ["amount_residual", "!=", 0],
  ["amount_residual_currency", "!=", 0],
];

function readItems(
  { client, scope }: CompanyContext,
  domain: Domain,
  groupBy: readonly string[],
  aggregates: readonly string[],
) {
  return client.aggregate({ model: "account.move.line", domain, groupBy, aggregates, order: "__count" }, scope);
}

/** Items of a narrowed population's partials that lie in the whole one; of a whole population there are no others. */
async function readOthers(
  { client, wideScope }: CompanyContext,
  population: ControlPopulation,
  book: AgedBook,
  partials: readonly PartialList[],
): Promise<ReadonlySet<number>> {
  if (Object.keys(population.narrow).length === 0) return new Set();
  const touched = partials.flatMap(({ upTo, itemIds }) => (upTo ? PARTIAL_SIDES.flatMap((side) => itemIds[side]) : []));
  const unknown = [...new Set(touched)].filter((id) => !book.has(id)).sort((a, b) => a - b);
  const found = await Promise.all(
    chunked(unknown).map(async (ids) => {
      const domain = [["id", "in", ids], ...populationDomainOf(population)];
      const [group] = await client.aggregate(
        { model: "account.move.line", domain, groupBy: [], aggregates: ["id:array_agg"] },
        wideScope,
      );
      return idsOf(group?.aggregates["id:array_agg"] ?? []);
    }),
  );
  return new Set(found.flat());
}

/** Tells how many of the calls are done. */
function progress({ options }: CompanyContext, calls: number): <T>(work: () => Promise<T>) => Promise<T> {
  let done = 0;
  return async (work) => {
    const result = await work();
    done += 1;
    options.onProgress?.("Ageing the accounts", done, calls);
    return result;
  };
}
