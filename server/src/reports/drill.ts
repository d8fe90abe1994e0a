import type { CellSource, DrillPage, DrillRequest, JournalItemView } from "@sextant/contracts";
import { formatMinor, type ItemsPage, type LedgerSource, parseMinor, type ReadOptions } from "@sextant/ledger";
import { chooseCompany } from "./company.ts";

/** Items looked through at a time for open ones, and how often before what was found is returned. */
const STRIDE = 1000;
const STRIDES = 10;

/** The journal items behind a cell, a page at a time; the first page proves the whole cell again. */
export async function drill(
  source: LedgerSource,
  { source: cell, amount, after, settled, limit }: DrillRequest,
  options: ReadOptions,
): Promise<DrillPage> {
  const company = chooseCompany(await source.companies(options), cell.selector.companyId);
  const everything = settled || cell.measure !== "residual";
  const page = everything
    ? await source.items(cell, { limit, ...(after === undefined ? {} : { after }) }, options)
    : await openItemsOf(source, cell, { after, limit }, options);
  const link = source.recordLink("account.move");
  if (after !== undefined) return { items: [...page.items], next: page.next, link };
  const proof = await source.prove(cell, options);
  const matches =
    proof.count === cell.count && (amount === undefined || proof.total === parseMinor(amount, company.currency));
  const total = formatMinor(proof.total, company.currency);
  return {
    items: [...page.items],
    next: page.next,
    proof: { count: proof.count, total, hash: proof.hash, matches },
    link,
  };
}

const isZero = (amount: string) => !/[1-9]/.test(amount);

/** The next items that were open. A page may hold fewer than asked for, with more to come. */
async function openItemsOf(
  source: LedgerSource,
  cell: CellSource,
  { after, limit }: { readonly after: number | undefined; readonly limit: number },
  options: ReadOptions,
): Promise<ItemsPage> {
  const items: JournalItemView[] = [];
  let next = after ?? null;
  for (let stride = 0; stride < STRIDES; stride += 1) {
    const page = await source.items(cell, { limit: STRIDE, ...(next === null ? {} : { after: next }) }, options);
    for (const item of page.items) {
      if (isZero(item.amount)) continue;
      items.push(item);
      if (items.length === limit && item !== page.items.at(-1)) return { items, next: item.id };
    }
    next = page.next;
    if (next === null || items.length >= limit) break;
  }
  return { items, next };
}
