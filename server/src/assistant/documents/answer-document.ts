import type { AskResult, IsoDate } from "@sextant/contracts";
import type { Row } from "@sextant/odoo-client";
import { plainText } from "../answers/plain-text.ts";
import { answerNotUnderstood } from "../answers/refusal.ts";
import { notUnderstood } from "../planner/not-understood.ts";
import { explainEntry } from "./explain-entry.ts";
import { explainInvoice, MOVE_FIELDS } from "./explain-invoice.ts";
import { explainOrder, PURCHASE_ORDER, SALE_ORDER } from "./explain-order.ts";
import { explainTransfer, TRANSFER_FIELDS } from "./explain-transfer.ts";
import type { Explanation } from "./explanation.ts";
import { readDocumentQuestion } from "./read-document-question.ts";
import type { DocumentContext, DocumentKind, DocumentQuestion, DocumentRecords } from "./types.ts";
import { id, text } from "./values.ts";

interface Explainer {
  readonly model: string;
  readonly fields: readonly string[];
  explain(row: Row, asked: DocumentQuestion, context: DocumentContext): Promise<Explanation | null>;
}

/** Invoices are entries of the books: what is called one and is the other is explained as what it is. */
const MOVE: Explainer = {
  model: "account.move",
  fields: MOVE_FIELDS,
  explain: (row, asked, context) =>
    text(row.move_type) === "entry" ? explainEntry(row, context) : explainInvoice(row, asked, context),
};
const order = (kind: typeof SALE_ORDER): Explainer => ({
  model: kind.model,
  fields: kind.fields,
  explain: (row, _asked, context) => explainOrder(kind, row, context),
});

const EXPLAINERS: Readonly<Record<DocumentKind, Explainer>> = {
  invoice: MOVE,
  "journal entry": MOVE,
  transfer: {
    model: "stock.picking",
    fields: TRANSFER_FIELDS,
    explain: (row, _asked, context) => explainTransfer(row, context),
  },
  "sales order": order(SALE_ORDER),
  "purchase order": order(PURCHASE_ORDER),
};

/**
 * The answer to a question about one invoice, bill, journal entry, order or transfer; null when the question is about none.
 *
 * @throws SextantError the errors of the source, `tie_out_failed`.
 */
export async function answerDocument(
  question: string,
  records: DocumentRecords,
  { today, signal }: { readonly today: IsoDate; readonly signal?: AbortSignal },
): Promise<AskResult | null> {
  const asked = readDocumentQuestion(question);
  const [first] = asked;
  if (!first) return null;
  const until = signal ? { signal } : {};
  const companies = await records.companies(until);
  const reading = { companyIds: companies.flatMap(({ branchIds }) => branchIds), ...until };
  const found: { readonly asked: DocumentQuestion; readonly row: Row }[] = [];
  for (const one of asked) {
    const { model, fields } = EXPLAINERS[one.kind];
    // An Odoo without the app, or a user without any right to it, has no such document.
    if ((await records.fieldsOf(model, reading)) === null) continue;
    const rows = await records.rows({ model, domain: [["name", "=", one.name]], fields, limit: 3 }, reading);
    found.push(...rows.map((row) => ({ asked: one, row })));
  }
  const [one, another] = found;
  const refuse = (message: string) => answerNotUnderstood(question, notUnderstood("unsupported", message, []));
  if (!one)
    return refuse(
      `There is no ${first.kind} ${plainText(first.name)} among those that ${plainText(records.readAs)} may see.`,
    );
  if (another)
    return refuse(
      `Several documents are called ${plainText(first.name)}, in different companies or kinds. Open the one that is meant in Odoo.`,
    );
  const told = await EXPLAINERS[one.asked.kind].explain(one.row, one.asked, { records, reading, today });
  if (told === null)
    return refuse(`${plainText(first.name)} is of a kind that is not explained here. Open it in Odoo.`);
  return {
    question,
    understood: true,
    report: null,
    parameters: { company: id(one.row.company_id) ?? companies[0]?.id ?? 0 },
    interpretation: `The ${one.asked.kind} ${plainText(first.name)}, as ${plainText(records.readAs)} may see it.`,
    ...told.told,
    refused: null,
    suggestions: [],
  };
}
