import type { IsoDate } from "@sextant/contracts";
import { daysBetween } from "@sextant/ledger";
import type { Row } from "@sextant/odoo-client";
import { plainText } from "../answers/plain-text.ts";
import { describeDate } from "../dates/describe.ts";
import { Explanation } from "./explanation.ts";
import type { DocumentContext } from "./types.ts";
import { countOf, dayIn, id, ids, quantity, quantityText, text } from "./values.ts";

export const TRANSFER_FIELDS = [
  "name",
  "state",
  "scheduled_date",
  "date_done",
  "partner_id",
  "origin",
  "picking_type_id",
  "company_id",
];

const STATES: Readonly<Record<string, string>> = {
  draft: "It is a draft: nobody has confirmed it.",
  waiting: "It waits for another operation.",
  confirmed: "It waits for goods.",
  assigned: "All of it is reserved: nothing in stock stands in its way.",
  cancel: "It is cancelled.",
};
const MOST_NAMED = 5;
const MOST = 200;
const OPEN = ["draft", "waiting", "confirmed", "partially_available", "assigned"];

/** What the stock says of a transfer: planned for when, how late, and which products or operations it waits for. */
export async function explainTransfer(row: Row, context: DocumentContext): Promise<Explanation> {
  const { records, reading, today } = context;
  const title = `transfer ${plainText(text(row.name))}`;
  const told = new Explanation(title);
  const own = { model: "stock.picking", domain: [["id", "=", row.id]] };
  const partnerId = id(row.partner_id);
  const partner = partnerId === null ? "" : (await records.namesOf("res.partner", [partnerId], reading)).get(partnerId);
  const [planned, done] = [dayIn(records.zone, row.scheduled_date), dayIn(records.zone, row.date_done)];
  const about = [
    partner ? `with ${plainText(partner)}` : "",
    text(row.origin) ? `for ${plainText(text(row.origin))}` : "",
  ];
  const state = text(row.state);
  told.say(
    `The ${[title, ...about].filter((part) => part !== "").join(" ")} was planned for ${planned ? describeDate(planned) : "no day"}.`,
  );
  const end = state === "done" ? done : today;
  if (planned && end && state !== "cancel") {
    const late = daysBetween(planned, end);
    const days = (many: number) => told.figure(String(many), countOf(many, "day"), "days late", own);
    if (state === "done")
      told.say(`It was done on ${describeDate(end)}, ${late > 0 ? `${days(late)} late` : "not late"}.`);
    else told.say(late > 0 ? `It is ${days(late)} late and not done.` : "It is not late.");
  }
  if (state === "done") return told;
  if (STATES[state]) told.say(STATES[state]);
  const fields = await records.fieldsOf("stock.move", reading);
  // Up to 16 what is reserved has a field of its own.
  const reserved = fields?.has("reserved_availability") ? "reserved_availability" : "quantity";
  const moves = await records.rows(
    {
      model: "stock.move",
      domain: [
        ["picking_id", "=", row.id],
        ["state", "not in", ["done", "cancel"]],
      ],
      fields: ["product_id", "product_uom", "product_uom_qty", reserved, "state", "move_orig_ids"],
      limit: MOST,
    },
    reading,
  );
  if (moves.length === MOST) {
    told.say("It has too many products to go through here: open it in Odoo.");
    return told;
  }
  const short = moves.filter((move) => quantity(move.product_uom_qty) > quantity(move[reserved]));
  await sayWhatIsMissing(told, short, reserved, context);
  await sayWhatComesBefore(told, short, context);
  if (short.length > 0) await sayWhatIsComing(told, short, planned, context);
  return told;
}

async function sayWhatIsMissing(
  told: Explanation,
  short: readonly Row[],
  reserved: string,
  { records, reading }: DocumentContext,
): Promise<void> {
  const named = short.slice(0, MOST_NAMED);
  const of = (field: string) => named.flatMap((move) => id(move[field]) ?? []);
  const products = await records.namesOf("product.product", of("product_id"), reading);
  const units = await records.namesOf("uom.uom", of("product_uom"), reading);
  for (const move of named) {
    const from = { model: "stock.move", domain: [["id", "=", move.id]] };
    const product = plainText(products.get(id(move.product_id) ?? 0) ?? "a product");
    const unit = plainText(units.get(id(move.product_uom) ?? 0) ?? "");
    const [wanted, got] = [quantity(move.product_uom_qty), quantity(move[reserved])];
    const said = (value: bigint, line: string) => told.figure(quantityText(value), unit, line, from);
    told.say(
      `Of ${product} it needs ${said(wanted, "needed")}, ${said(got, "reserved")} reserved: ${said(wanted - got, "missing")} missing.`,
    );
  }
  const further = short.slice(MOST_NAMED);
  if (further.length === 0) return;
  const from = { model: "stock.move", domain: [["id", "in", further.map((move) => move.id)]] };
  told.say(
    `The same holds for ${told.figure(String(further.length), "", "further", from)} further ${countOf(further.length, "product")}.`,
  );
}

/** Operations that must be done first. */
async function sayWhatComesBefore(
  told: Explanation,
  short: readonly Row[],
  { records, reading }: DocumentContext,
): Promise<void> {
  const before = [...new Set(short.flatMap((move) => ids(move.move_orig_ids)))];
  if (before.length === 0) return;
  const rows = await records.rows(
    {
      model: "stock.move",
      domain: [
        ["id", "in", before],
        ["state", "in", OPEN],
      ],
      fields: ["reference", "date"],
      limit: MOST,
      order: "date, id",
    },
    reading,
  );
  for (const name of [...new Set(rows.map((row) => text(row.reference)))].slice(0, MOST_NAMED)) {
    const first = rows.find((row) => text(row.reference) === name);
    const day = dayIn(records.zone, first?.date);
    told.say(
      `${plainText(name)} comes first, ${day ? `planned for ${describeDate(day)}` : "without a day"}, and is not done.`,
    );
  }
}

/** The next receipts of what is missing. */
async function sayWhatIsComing(
  told: Explanation,
  short: readonly Row[],
  planned: IsoDate | null,
  { records, reading }: DocumentContext,
): Promise<void> {
  for (const move of short.slice(0, MOST_NAMED)) {
    const product = id(move.product_id);
    if (product === null) continue;
    const [next] = await records.rows(
      {
        model: "stock.move",
        domain: [
          ["product_id", "=", product],
          ["picking_type_id.code", "=", "incoming"],
          ["state", "in", OPEN.slice(1)],
        ],
        fields: ["reference", "date", "product_uom", "product_uom_qty"],
        limit: 1,
        order: "date, id",
      },
      reading,
    );
    const name = plainText((await records.namesOf("product.product", [product], reading)).get(product) ?? "it");
    const day = dayIn(records.zone, next?.date);
    if (!next || !day) {
      told.say(`No receipt of ${name} is planned.`);
      continue;
    }
    const unitId = id(next.product_uom) ?? 0;
    const unit = plainText((await records.namesOf("uom.uom", [unitId], reading)).get(unitId) ?? "");
    const from = { model: "stock.move", domain: [["id", "=", next.id]] };
    const many = told.figure(quantityText(quantity(next.product_uom_qty)), unit, "coming", from);
    told.say(
      `The next receipt of ${name} is ${plainText(text(next.reference))}, ${many} on ${describeDate(day)}${planned && day > planned ? ", after the planned day" : ""}.`,
    );
  }
}
