import { SextantError } from "@sextant/contracts";
import type { Currency } from "@sextant/ledger";
import type { FieldInfo, Row } from "@sextant/odoo-client";
import type { DocumentRecords, Reading } from "../documents/types.ts";
import { dayIn } from "../documents/values.ts";

/** What a card tells of each kind of record. Of people who work here, of keys, settings and files there is none. */
const CARDS = {
  "res.partner": ["parent_id", "ref", "vat", "city", "country_id"],
  "sale.order": [
    "state",
    "partner_id",
    "date_order",
    "commitment_date",
    "amount_untaxed",
    "amount_total",
    "invoice_status",
    "user_id",
  ],
  "purchase.order": [
    "state",
    "partner_id",
    "date_order",
    "date_planned",
    "amount_untaxed",
    "amount_total",
    "invoice_status",
    "user_id",
  ],
  "account.move": [
    "move_type",
    "state",
    "payment_state",
    "partner_id",
    "invoice_date",
    "invoice_date_due",
    "ref",
    "amount_total",
    "amount_residual",
  ],
  "crm.lead": ["type", "stage_id", "partner_id", "expected_revenue", "date_deadline", "user_id"],
  "project.task": ["project_id", "stage_id", "date_deadline", "partner_id"],
  "stock.picking": ["state", "partner_id", "scheduled_date", "date_done", "origin", "picking_type_id"],
  "product.template": ["default_code", "categ_id", "type"],
} as const satisfies Record<string, readonly string[]>;

export type CardModel = keyof typeof CARDS;
export const CARD_MODELS = Object.keys(CARDS) as [CardModel, ...CardModel[]];

/** One field of a card. `money`: an exact amount of this currency; `day`: `YYYY-MM-DD`; `word`: Odoo's own word; `text`: anybody's. */
export interface CardField {
  readonly name: string;
  readonly label: string;
  readonly kind: "money" | "day" | "word" | "text";
  readonly value: string;
  readonly currency?: Currency;
}

export type Card =
  | { readonly kind: "card"; readonly id: number; readonly name: string; readonly fields: readonly CardField[] }
  | { readonly kind: "choices"; readonly choices: readonly { readonly id: number; readonly name: string }[] };

/** Records that are named when several fit. */
const MOST_NAMED = 10;

/**
 * The main fields of one record, as the person sees it; where several are called so, these.
 *
 * @throws SextantError `not_found`, and the errors of the source.
 */
export async function readCard(
  records: DocumentRecords,
  {
    model,
    id,
    name,
  }: { readonly model: CardModel; readonly id?: number | undefined; readonly name?: string | undefined },
  reading: Reading,
): Promise<Card> {
  if (id === undefined && name === undefined) throw new SextantError("bad_usage", "Give the record's id or its name.");
  const known = await records.fieldsOf(model, reading);
  if (known === null) throw new SextantError("not_found", `This Odoo has no ${model} that you may see.`);
  const infos = CARDS[model].flatMap((field) => known.get(field) ?? []);
  const currencies = infos.flatMap(({ currencyField }) =>
    currencyField && known.has(currencyField) ? currencyField : [],
  );
  const domain = id === undefined ? [["display_name", "ilike", name]] : [["id", "=", id]];
  const fields = [...new Set(["display_name", ...infos.map((info) => info.name), ...currencies])];
  const found = await records.rows({ model, domain, fields, limit: MOST_NAMED }, reading);
  const called = found.filter(({ display_name }) => display_name === name);
  const [row] = called.length === 1 ? called : found;
  if (row === undefined)
    throw new SextantError("not_found", `There is no ${model} ${id ?? JSON.stringify(name)} that you may see.`);
  if (found.length > 1 && called.length !== 1)
    return { kind: "choices", choices: found.map((one) => ({ id: one.id, name: String(one.display_name) })) };
  const [money, names] = await Promise.all([records.currencies(reading), namesOf(records, row, infos, reading)]);
  return {
    kind: "card",
    id: row.id,
    name: String(row.display_name ?? ""),
    fields: infos.flatMap((info) => fieldOf(info, row, { money, names, zone: records.zone })),
  };
}

interface Known {
  readonly money: ReadonlyMap<number, Currency>;
  readonly names: ReadonlyMap<string, string>;
  readonly zone: string;
}

/** A field as it is shown; none for one that is empty, or that has no exact text. */
function fieldOf({ name, label, type, selection, currencyField = "" }: FieldInfo, row: Row, known: Known): CardField[] {
  const value = row[name];
  const shown = (kind: CardField["kind"], text: string | null | undefined) =>
    text ? [{ name, label, kind, value: text }] : [];
  switch (type) {
    case "monetary": {
      const currency = known.money.get(Number(row[currencyField]));
      return currency === undefined || typeof value !== "string"
        ? []
        : [{ name, label, kind: "money", value, currency }];
    }
    case "date":
      return shown("day", typeof value === "string" ? value : null);
    case "datetime":
      return shown("day", dayIn(known.zone, value));
    case "selection":
      return shown("word", selection?.find(([key]) => key === value)?.[1]);
    case "many2one":
      return shown("text", known.names.get(`${name} ${value}`));
    case "char":
      return shown("text", typeof value === "string" ? value : null);
    default:
      return [];
  }
}

async function namesOf(
  records: DocumentRecords,
  row: Row,
  infos: readonly FieldInfo[],
  reading: Reading,
): Promise<ReadonlyMap<string, string>> {
  const told = await Promise.all(
    infos.map(async ({ name, type, relation }) => {
      const target = row[name];
      if (type !== "many2one" || typeof target !== "number" || relation === undefined) return [];
      const called = (await records.namesOf(relation, [target], reading)).get(target);
      return called === undefined ? [] : [[`${name} ${target}`, called] as const];
    }),
  );
  return new Map(told.flat());
}
