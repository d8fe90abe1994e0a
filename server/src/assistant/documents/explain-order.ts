import type { IsoDate } from "@sextant/contracts";
import { type Currency, daysBetween } from "@sextant/ledger";
import type { Row } from "@sextant/odoo-client";
import { plainText } from "../answers/plain-text.ts";
import { describeDate } from "../dates/describe.ts";
import { Explanation, type ReadFrom } from "./explanation.ts";
import { amountOf, tie } from "./tie.ts";
import type { DocumentContext } from "./types.ts";
import { countOf, dayIn, id, ids, quantity, quantityText, text } from "./values.ts";

const SHARED = [
  "name",
  "state",
  "partner_id",
  "date_order",
  "amount_untaxed",
  "amount_tax",
  "amount_total",
  "currency_id",
  "company_id",
  "invoice_ids",
];

/** What differs between orders of customers and orders at suppliers. */
interface OrderKind {
  readonly model: string;
  readonly fields: readonly string[];
  readonly title: string;
  readonly partner: string;
  /** Day on which the goods were promised, or are expected. */
  readonly promised: string;
  readonly promise: string;
  readonly line: { readonly model: string; readonly wanted: string; readonly moved: string; readonly verb: string };
  readonly invoice: string;
  readonly states: Readonly<Record<string, string>>;
  /** States in which it binds both sides. */
  readonly confirmed: readonly string[];
}

const CANCELLED = "It is cancelled.";

export const SALE_ORDER: OrderKind = {
  model: "sale.order",
  fields: [...SHARED, "commitment_date"],
  title: "sales order",
  partner: "to",
  promised: "commitment_date",
  promise: "was promised for",
  line: { model: "sale.order.line", wanted: "product_uom_qty", moved: "qty_delivered", verb: "delivered" },
  invoice: "invoice",
  states: {
    draft: "It is a quotation that was not sent: nobody has confirmed it.",
    sent: "It is a quotation that was sent: nobody has confirmed it.",
    cancel: CANCELLED,
  },
  confirmed: ["sale", "done"],
};

export const PURCHASE_ORDER: OrderKind = {
  model: "purchase.order",
  fields: [...SHARED, "date_planned"],
  title: "purchase order",
  partner: "at",
  promised: "date_planned",
  promise: "is expected on",
  line: { model: "purchase.order.line", wanted: "product_qty", moved: "qty_received", verb: "received" },
  invoice: "bill",
  states: {
    draft: "It is a request for quotation that was not sent: nobody has confirmed it.",
    sent: "It is a request for quotation that was sent: nobody has confirmed it.",
    "to approve": "It waits for an approval.",
    cancel: CANCELLED,
  },
  confirmed: ["purchase", "done"],
};

const MOST_NAMED = 5;
const MOST = 200;

/**
 * What an order comes to, what of it is delivered and invoiced, and how late it is.
 *
 * @throws SextantError `tie_out_failed` when its parts do not make the whole: then no figure is told.
 */
export async function explainOrder(kind: OrderKind, row: Row, context: DocumentContext): Promise<Explanation | null> {
  const { records, reading } = context;
  const currency = (await records.currencies(reading)).get(id(row.currency_id) ?? 0);
  if (!currency) return null;
  const title = `${kind.title} ${plainText(text(row.name))}`;
  const told = new Explanation(title);
  const own = { model: kind.model, domain: [["id", "=", row.id]] };
  const money = (value: unknown, line: string) => told.figure(String(value), currency.code, line, own);
  const partnerId = id(row.partner_id);
  const partner = partnerId === null ? "" : (await records.namesOf("res.partner", [partnerId], reading)).get(partnerId);
  const ordered = dayIn(records.zone, row.date_order);
  const parts = amountOf(row.amount_untaxed, currency) + amountOf(row.amount_tax, currency);
  tie(told, currency, "Untaxed + taxes = total", parts, amountOf(row.amount_total, currency));
  told.say(
    `The ${title}${partner ? ` ${kind.partner} ${plainText(partner)}` : ""}${ordered ? `, dated ${describeDate(ordered)}` : ""}, comes to ` +
      `${money(row.amount_total, "total")}: ${money(row.amount_untaxed, "untaxed")} untaxed and ${money(row.amount_tax, "tax")} tax.`,
  );
  const state = text(row.state);
  if (kind.states[state]) told.say(kind.states[state]);
  if (!kind.confirmed.includes(state)) return told;
  const short = await sayWhatWasMoved(told, kind, row, context);
  const promised = dayIn(records.zone, row[kind.promised]);
  if (short && promised) sayHowLate(told, kind, promised, own, context.today);
  await sayInvoices(told, kind, row, currency, context);
  return told;
}

/** @returns whether something of it is still to come; false too where that cannot be told */
async function sayWhatWasMoved(
  told: Explanation,
  { line: { model, wanted, moved, verb } }: OrderKind,
  row: Row,
  { records, reading }: DocumentContext,
): Promise<boolean> {
  // From 19 on the unit has another name.
  const unitField = (await records.fieldsOf(model, reading))?.has("product_uom_id") ? "product_uom_id" : "product_uom";
  const lines = await records.rows(
    {
      model,
      domain: [
        ["order_id", "=", row.id],
        ["display_type", "=", false],
      ],
      fields: ["product_id", unitField, wanted, moved],
      limit: MOST,
    },
    reading,
  );
  if (lines.length === MOST) {
    told.say("It has too many lines to go through here: open it in Odoo.");
    return false;
  }
  const short = lines.filter((line) => quantity(line[wanted]) > quantity(line[moved]));
  if (short.length === 0 && lines.length > 0) told.say(`All of it is ${verb}.`);
  const named = short.slice(0, MOST_NAMED);
  const of = (field: string) => named.flatMap((line) => id(line[field]) ?? []);
  const products = await records.namesOf("product.product", of("product_id"), reading);
  const units = await records.namesOf("uom.uom", of(unitField), reading);
  for (const line of named) {
    const from = { model, domain: [["id", "=", line.id]] };
    const unit = plainText(units.get(id(line[unitField]) ?? 0) ?? "");
    const product = plainText(products.get(id(line.product_id) ?? 0) ?? "a product");
    const said = (value: bigint, name: string) => told.figure(quantityText(value), unit, name, from);
    told.say(
      `Of ${product}, ${said(quantity(line[wanted]), "ordered")} ordered, ${said(quantity(line[moved]), verb)} ${verb}.`,
    );
  }
  const further = short.slice(MOST_NAMED);
  if (further.length > 0) {
    const from = { model, domain: [["id", "in", further.map((line) => line.id)]] };
    told.say(
      `Not all is ${verb} of ${told.figure(String(further.length), "", "further", from)} further ${countOf(further.length, "line")}.`,
    );
  }
  return short.length > 0;
}

function sayHowLate(
  told: Explanation,
  { promise }: OrderKind,
  promised: IsoDate,
  from: ReadFrom,
  today: IsoDate,
): void {
  const late = daysBetween(promised, today);
  told.say(
    `It ${promise} ${describeDate(promised)}, ${late > 0 ? `and is ${told.figure(String(late), countOf(late, "day"), "days late", from)} late` : "and is not late"}.`,
  );
}

async function sayInvoices(
  told: Explanation,
  { invoice }: OrderKind,
  row: Row,
  currency: Currency,
  { records, reading }: DocumentContext,
): Promise<void> {
  // Who has no right to invoices is not told that there is none.
  if ((await records.fieldsOf("account.move", reading)) === null) return;
  const wanted = ids(row.invoice_ids);
  const found =
    wanted.length === 0
      ? []
      : await records.rows(
          {
            model: "account.move",
            domain: [
              ["id", "in", [...wanted]],
              ["state", "!=", "cancel"],
            ],
            fields: ["name", "state", "move_type", "currency_id", "amount_total", "amount_residual"],
            limit: MOST,
            order: "invoice_date, id",
          },
          reading,
        );
  if (found.length === 0) told.say(`There is no ${invoice} of it that you may see.`);
  if (found.length === MOST) {
    told.say(`It has too many ${invoice}s to go through here: open it in Odoo.`);
    return;
  }
  const currencies = await records.currencies(reading);
  for (const one of found.slice(0, MOST_NAMED)) {
    const noun = text(one.move_type).endsWith("_refund") ? "credit note" : invoice;
    const from = { model: "account.move", domain: [["id", "=", one.id]] };
    const code = (currencies.get(id(one.currency_id) ?? 0) ?? currency).code;
    const money = (value: unknown, line: string) => told.figure(String(value), code, line, from);
    const total = money(one.amount_total, "invoiced");
    if (text(one.state) === "draft") told.say(`A draft ${noun} of it comes to ${total}.`);
    else
      told.say(
        `Its ${noun} ${plainText(text(one.name))} comes to ${total}, ${money(one.amount_residual, "open")} of it open.`,
      );
  }
  const further = found.slice(MOST_NAMED);
  if (further.length > 0) {
    const from = { model: "account.move", domain: [["id", "in", further.map((one) => one.id)]] };
    told.say(
      `There are ${told.figure(String(further.length), "", "further", from)} further ${countOf(further.length, "document")} of it.`,
    );
  }
}
