import { listValue } from "@duckdb/node-api";
import { type AgedQuery, type Minor, USUAL_AGES } from "@sextant/ledger";
import type { Parameters } from "../engine.ts";
import { sqlText } from "../sql-text.ts";
import type { ReadingContext } from "./reading-context.ts";

/** Accounts of a side, trade and non-trade, archived ones too: the set that ties to the ledger. */
export async function controlAccountIds(context: ReadingContext, side: AgedQuery["side"]): Promise<number[]> {
  const type = side === "receivable" ? "asset_receivable" : "liability_payable";
  const accounts = await context.accounts();
  return accounts
    .filter((account) => account.type === type)
    .map(({ id }) => id)
    .sort((a, b) => a - b);
}

/** Parameters of the statements on control accounts. */
function controlParameters(context: ReadingContext, query: AgedQuery, accountIds: readonly number[]): Parameters {
  return {
    companies: listValue([...context.company.branchIds]),
    accounts: listValue([...accountIds]),
    asOf: query.asOf,
    partner: query.partnerId ?? null,
  };
}

/** Parameters of the statements on residuals. */
export function agedParameters(context: ReadingContext, query: AgedQuery, accountIds: readonly number[]): Parameters {
  return { ...controlParameters(context, query, accountIds), ages: listValue([...(query.ages ?? USUAL_AGES)]) };
}

/** Σ balance of the control accounts at D: a statement that shares nothing with the one of the residuals. */
export async function readControl(
  context: ReadingContext,
  query: AgedQuery,
  accountIds: readonly number[],
): Promise<Minor> {
  const { partner, ...common } = controlParameters(context, query, accountIds);
  const [row] = await (query.partnerId === undefined
    ? context.rows("control", common)
    : context.rows("control-of-partner", { ...common, partner: partner ?? null }));
  return BigInt((row?.balance ?? 0n) as bigint);
}

/** Texts that the statements on residuals include. `columns` are those of the items that a statement shows. */
export const residualParts = (columns = "") => ({
  population: sqlText("population", { columns }),
  residuals: sqlText("residuals"),
});
