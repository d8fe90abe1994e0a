import type { DrillPage, DrillRequest } from "@sextant/contracts";
import { formatMinor, type LedgerSource, parseMinor, type ReadOptions } from "@sextant/ledger";
import { chooseCompany } from "./company.ts";

/** The journal items behind a cell, a page at a time; the first page proves the whole cell again. */
export async function drill(
  source: LedgerSource,
  { source: cell, amount, after, limit }: DrillRequest,
  options: ReadOptions,
): Promise<DrillPage> {
  const company = chooseCompany(await source.companies(options), cell.selector.companyId);
  const page = await source.items(cell, { limit, ...(after === undefined ? {} : { after }) }, options);
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
