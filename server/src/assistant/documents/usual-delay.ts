import type { IsoDate } from "@sextant/contracts";
import { daysBetween } from "@sextant/ledger";
import type { Row } from "@sextant/odoo-client";
import type { Explanation } from "./explanation.ts";
import type { DocumentContext } from "./types.ts";
import { countOf, id, text } from "./values.ts";

/** Settled documents that are looked at. */
const MOST = 20;
/** Journal items and partials of them; where there are more, the last day of a document may be missing, and nothing is told. */
const MOST_PARTS = 1000;
const OPEN_TYPES = ["asset_receivable", "liability_payable"];

/** How long a partner took with his latest settled documents of the same kind: median and longest, in days after they were due. */
export async function usualDelay(
  told: Explanation,
  { id: move, move_type: type }: Row,
  partner: { readonly id: number; readonly name: string },
  { records, reading }: DocumentContext,
): Promise<void> {
  const domain = [
    ["id", "!=", move],
    ["commercial_partner_id", "=", partner.id],
    ["move_type", "=", text(type)],
    ["state", "=", "posted"],
    ["payment_state", "in", ["paid", "in_payment"]],
    ["invoice_date_due", "!=", false],
  ];
  const settled = await records.rows(
    { model: "account.move", domain, fields: ["invoice_date_due"], limit: MOST, order: "invoice_date desc, id desc" },
    reading,
  );
  const due = new Map(settled.map((one) => [one.id, text(one.invoice_date_due) as IsoDate]));
  const items = await records.rows(
    {
      model: "account.move.line",
      domain: [
        ["move_id", "in", [...due.keys()]],
        ["account_id.account_type", "in", OPEN_TYPES],
      ],
      fields: ["move_id"],
      limit: MOST_PARTS,
    },
    reading,
  );
  const moveOf = new Map(items.map((item) => [item.id, id(item.move_id)]));
  const own = [...moveOf.keys()];
  const partials = await records.rows(
    {
      model: "account.partial.reconcile",
      domain: ["|", ["debit_move_id", "in", own], ["credit_move_id", "in", own]],
      fields: ["debit_move_id", "credit_move_id", "max_date"],
      limit: MOST_PARTS,
    },
    reading,
  );
  if (items.length === MOST_PARTS || partials.length === MOST_PARTS) {
    told.say(`The documents of ${partner.name} were settled in too many parts to tell here how long it usually takes.`);
    return;
  }
  const last = new Map<number, IsoDate>();
  for (const partial of partials)
    for (const side of [partial.debit_move_id, partial.credit_move_id]) {
      const of = moveOf.get(id(side) ?? 0);
      const day = text(partial.max_date) as IsoDate;
      if (of && day > (last.get(of) ?? "")) last.set(of, day);
    }
  const delays = [...last].map(([of, day]) => daysBetween(due.get(of) ?? day, day)).sort((a, b) => a - b);
  const [longest, median] = [delays.at(-1), delays[Math.floor(delays.length / 2)]];
  if (longest === undefined || median === undefined) {
    told.say(`No settled document of ${partner.name} tells how long it usually takes.`);
    return;
  }
  const from = { model: "account.move", domain: [["id", "in", [...last.keys()]]] };
  const days = (many: number, line: string) =>
    told.figure(String(Math.abs(many)), countOf(Math.abs(many), "day"), line, from);
  const count = told.figure(String(delays.length), "", "documents", from);
  const half =
    median === 0
      ? "on the day it was due"
      : `${days(median, "median delay")} ${median > 0 ? "after" : "before"} it was due`;
  const most = longest > 0 ? `, at the latest ${days(longest, "longest delay")} after` : "";
  told.say(
    `Of the latest ${count} settled ${countOf(delays.length, "document")} with ${partner.name}, the one in the middle was settled ${half}${most}.`,
  );
}
