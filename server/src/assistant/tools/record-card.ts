import { defineTool, READS } from "@sextant/contracts";
import { z } from "zod";
import { plainText } from "../answers/plain-text.ts";
import { CARD_MODELS, type CardField, readCard } from "../records/read-card.ts";
import { noRecords } from "./query-records.ts";
import type { RunAccess } from "./run-access.ts";

export const recordCardInput = z.strictObject({
  model: z.enum(CARD_MODELS),
  id: z.number().int().positive().optional(),
  name: z.string().trim().min(1).max(120).optional().describe('Name or number, e.g. "S00012"'),
});

export const recordCardTool = defineTool({
  name: "record_card",
  title: "One record at a glance",
  description:
    "The main fields of ONE record, as the person sees it: a partner, an order, an invoice or bill, a lead, a task, a transfer, a product. Give its `id`, or its name or number. Refer to a value by its `ref` in braces, to the record's name as {id.name}. When `choices` is there, ask the person which one is meant.",
  input: recordCardInput,
  output: z.object({
    id: z.string(),
    record: z.object({ model: z.string(), id: z.number().int(), name: z.string() }).optional(),
    fields: z.array(z.object({ ref: z.string(), label: z.string(), value: z.string() })).optional(),
    choices: z.array(z.object({ ref: z.string(), id: z.number().int(), name: z.string() })).optional(),
  }),
  effects: READS,
  async handle({ rows, context, evidence }: RunAccess, { model, ...wanted }, { signal }) {
    if (rows === undefined) throw noRecords();
    const companyIds = context.companies.map(({ id }) => id);
    const card = await readCard(rows, { model, ...wanted }, { companyIds, signal });
    const id = evidence.nextId();
    if (card.kind === "choices")
      return {
        id,
        choices: card.choices.map(({ id: record, name }, at) => {
          const ref = `${id}.${at + 1}`;
          evidence.add({ ref, kind: "name", text: name });
          return { ref, id: record, name: plainText(name) };
        }),
      };
    evidence.add({ ref: `${id}.name`, kind: "name", text: card.name });
    const records = { model, domain: [["id", "=", card.id]] };
    const keep = (ref: string, { kind, value, label, currency }: CardField) => {
      if (kind === "money" && currency)
        evidence.addRecordAmount(ref, value, currency, { report: model, line: card.name, cell: label, records });
      else if (kind === "day") evidence.add({ ref, kind: "date", date: value });
      else evidence.add({ ref, kind: kind === "word" ? "label" : "name", text: value });
    };
    return {
      id,
      record: { model, id: card.id, name: plainText(card.name) },
      fields: card.fields.map((field) => {
        const ref = `${id}.${field.name}`;
        keep(ref, field);
        return { ref, label: plainText(field.label), value: plainText(cardText(field)) };
      }),
    };
  },
});

/** A field's value as it is read: money with its currency. */
export const cardText = ({ value, currency }: CardField): string => (currency ? `${value} ${currency.code}` : value);
