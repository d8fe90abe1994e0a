import { type DuckDBType, INTEGER, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import type { IsoDate, ItemSelector } from "@sextant/contracts";
import type { Company } from "@sextant/ledger";
import type { Parameters } from "./engine.ts";

/** Before and after every date of a ledger: the open ends of a range. */
export const FIRST_DAY = "0001-01-01";
export const LAST_DAY = "9999-12-31";

/** Lists carry no type of their own; these are the names that the statements use for lists. */
export const LIST_TYPES: Record<string, DuckDBType> = {
  companies: LIST(INTEGER),
  accounts: LIST(INTEGER),
  ids: LIST(INTEGER),
  ages: LIST(INTEGER),
  names: LIST(VARCHAR),
  froms: LIST(VARCHAR),
  tos: LIST(VARCHAR),
};

export function listsOf(parameters: Parameters): Record<string, DuckDBType> {
  return Object.fromEntries(Object.entries(LIST_TYPES).filter(([name]) => name in parameters));
}

/** Parameters of `selection.sql`. */
export function selectionParameters(selector: ItemSelector, company: Company): Parameters {
  const accounts: number[] = [];
  const froms: IsoDate[] = [];
  const tos: IsoDate[] = [];
  for (const { accountIds, from, to } of selector.parts) {
    for (const id of accountIds) {
      accounts.push(id);
      froms.push(from ?? FIRST_DAY);
      tos.push(to ?? LAST_DAY);
    }
  }
  const { due } = selector;
  return {
    companies: listValue([...company.branchIds]),
    accounts: listValue(accounts),
    froms: listValue(froms),
    tos: listValue(tos),
    drafts: selector.state === "posted-and-draft",
    currency: selector.currencyId ?? null,
    partner: selector.partnerId ?? null,
    byDue: due !== undefined,
    dueFrom: due?.from ?? FIRST_DAY,
    dueTo: due?.to ?? LAST_DAY,
    dueMissing: due?.missing ?? false,
  };
}
