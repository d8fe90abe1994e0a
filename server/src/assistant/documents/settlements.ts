import type { IsoDate } from "@sextant/contracts";
import { type Currency, parseMinor } from "@sextant/ledger";
import type { Row } from "@sextant/odoo-client";
import type { DocumentContext } from "./types.ts";
import { id, text } from "./values.ts";

/** What an invoice was matched with: a payment, a credit note, an entry. */
export interface Settlement {
  readonly day: IsoDate;
  /** In the invoice's currency. */
  readonly amount: bigint;
  readonly name: string;
  /** The journal item that it was matched with. */
  readonly line: number;
}

const MOST = 500;
const OPEN_TYPES = ["asset_receivable", "liability_payable"];

/** What was matched with the receivable or payable items of an invoice, the first first. */
export async function settlementsOf(
  { id: move }: Row,
  currency: Currency,
  { records, reading }: DocumentContext,
): Promise<readonly Settlement[]> {
  const items = await records.rows(
    {
      model: "account.move.line",
      domain: [
        ["move_id", "=", move],
        ["account_id.account_type", "in", OPEN_TYPES],
      ],
      fields: ["id"],
      limit: MOST,
    },
    reading,
  );
  const own = new Set(items.map((item) => item.id));
  if (own.size === 0) return [];
  const partials = await records.rows(
    {
      model: "account.partial.reconcile",
      domain: ["|", ["debit_move_id", "in", [...own]], ["credit_move_id", "in", [...own]]],
      fields: ["debit_move_id", "credit_move_id", "debit_amount_currency", "credit_amount_currency", "max_date"],
      limit: MOST,
      order: "max_date, id",
    },
    reading,
  );
  const matched = partials.flatMap((partial) => {
    const [debit, credit] = [id(partial.debit_move_id), id(partial.credit_move_id)];
    const isDebit = debit !== null && own.has(debit);
    const other = isDebit ? credit : debit;
    const value = isDebit ? partial.debit_amount_currency : partial.credit_amount_currency;
    const amount = parseMinor(typeof value === "string" ? value : "0", currency);
    // Differences of exchange rates move no amount of the invoice's own currency.
    return other === null || amount === 0n ? [] : [{ day: text(partial.max_date) as IsoDate, amount, line: other }];
  });
  const names = await records.namesOf(
    "account.move.line",
    matched.map(({ line }) => line),
    reading,
  );
  return matched.map((one) => ({ ...one, name: names.get(one.line) ?? "an entry that you may not see" }));
}
