import type { IsoDate } from "@sextant/contracts";
import { daysBetween, formatMinor } from "@sextant/ledger";
import type { Row } from "@sextant/odoo-client";
import { plainText } from "../answers/plain-text.ts";
import { describeDate } from "../dates/describe.ts";
import { Explanation } from "./explanation.ts";
import { settlementsOf } from "./settlements.ts";
import { amountOf, tie } from "./tie.ts";
import type { DocumentContext, DocumentQuestion } from "./types.ts";
import { usualDelay } from "./usual-delay.ts";
import { countOf, id, text } from "./values.ts";

/** What is read of an entry of the books, which may be an invoice. */
export const MOVE_FIELDS = [
  "name",
  "date",
  "ref",
  "journal_id",
  "company_currency_id",
  "move_type",
  "state",
  "payment_state",
  "commercial_partner_id",
  "invoice_date",
  "invoice_date_due",
  "invoice_origin",
  "amount_untaxed",
  "amount_tax",
  "amount_total",
  "amount_residual",
  "currency_id",
  "company_id",
];

const KINDS: Readonly<Record<string, string>> = {
  out_invoice: "invoice",
  out_refund: "credit note",
  in_invoice: "bill",
  in_refund: "refund of a bill",
};
const MOST_NAMED = 5;

/**
 * What the books say of an invoice: its amounts and taxes, what was paid, what is open, how late it is, and how long its partner usually takes.
 *
 * @throws SextantError `tie_out_failed` when its parts do not make the whole: then no figure is told.
 */
export async function explainInvoice(
  row: Row,
  { asks }: DocumentQuestion,
  context: DocumentContext,
): Promise<Explanation | null> {
  const { records, today, reading } = context;
  const type = text(row.move_type);
  const kind = KINDS[type];
  const currency = (await records.currencies(reading)).get(id(row.currency_id) ?? 0);
  if (!kind || !currency) return null;
  const title = `${kind} ${plainText(text(row.name))}`;
  const told = new Explanation(title);
  const own = { model: "account.move", domain: [["id", "=", row.id]] };
  const money = (value: string, line: string, from = own) => told.figure(value, currency.code, line, from);
  const partnerId = id(row.commercial_partner_id);
  const partner = plainText(
    (partnerId !== null && (await records.namesOf("res.partner", [partnerId], reading)).get(partnerId)) || "",
  );
  const [total, open] = [amountOf(row.amount_total, currency), amountOf(row.amount_residual, currency)];
  const taxes = await records.rows(
    {
      model: "account.move.line",
      domain: [
        ["move_id", "=", row.id],
        ["tax_line_id", "!=", false],
      ],
      fields: ["name", "amount_currency"],
      limit: 100,
    },
    reading,
  );
  const posted = text(row.state) === "posted";
  const settled = posted ? await settlementsOf(row, currency, context) : [];
  const paid = settled.reduce((sum, one) => sum + one.amount, 0n);
  tie(
    told,
    currency,
    "Untaxed + taxes = total",
    amountOf(row.amount_untaxed, currency) + amountOf(row.amount_tax, currency),
    total,
  );
  if (posted) tie(told, currency, "Total − what was matched = open amount", total - paid, open);

  const dated = text(row.invoice_date);
  const due = text(row.invoice_date_due) as IsoDate | "";
  const when = `${dated ? `, dated ${describeDate(dated as IsoDate)}` : ""}${due ? `, due on ${describeDate(due)}` : ""}`;
  told.say(
    `The ${title}${partner === "" ? "" : ` ${type.startsWith("out") ? "to" : "of"} ${partner}`}${when}, comes to ${money(String(row.amount_total), "total")}: ` +
      `${money(String(row.amount_untaxed), "untaxed")} untaxed and ${money(String(row.amount_tax), "tax")} tax${taxNames(taxes)}.`,
  );
  if (!posted) {
    told.say(
      text(row.state) === "draft"
        ? "It is a draft: nothing of it counts in the books yet."
        : "It is cancelled: nothing of it counts in the books.",
    );
    return told;
  }
  for (const { day, amount: part, name, line } of settled.slice(0, MOST_NAMED)) {
    const from = { model: "account.move.line", domain: [["id", "=", line]] };
    told.say(
      `On ${describeDate(day)}: ${money(formatMinor(part, currency), "matched", from)} matched with ${plainText(name)}.`,
    );
  }
  if (settled.length > MOST_NAMED)
    told.say(
      `More was matched in ${told.figure(String(settled.length - MOST_NAMED), "", "more", own)} further ${countOf(settled.length - MOST_NAMED, "part")}.`,
    );
  if (open === 0n) told.say("It is settled: nothing is open.");
  else
    told.say(
      `${settled.length === 0 ? "Nothing was paid yet: " : ""}${money(String(row.amount_residual), "open")} ${settled.length === 0 ? "is" : "is still"} open.`,
    );
  if (open !== 0n && due) {
    const late = daysBetween(due, today);
    if (late > 0) told.say(`It is ${told.figure(String(late), countOf(late, "day"), "days late", own)} late.`);
    else if (late === 0) told.say("It is due today.");
    else
      told.say(`It is not late: it is due in ${told.figure(String(-late), countOf(-late, "day"), "days to go", own)}.`);
  }
  if (partnerId !== null && partner !== "") await usualDelay(told, row, { id: partnerId, name: partner }, context);
  if (asks === "late" && open !== 0n) told.say("Why it was not paid stands in no record: ask who looks after it.");
  return told;
}

function taxNames(taxes: readonly Row[]): string {
  const names = [...new Set(taxes.map(({ name }) => plainText(text(name))).filter((name) => name !== ""))];
  return names.length === 0 ? "" : ` (${names.slice(0, MOST_NAMED).join(", ")})`;
}
