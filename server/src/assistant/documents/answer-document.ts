import type { AskResult, IsoDate } from "@sextant/contracts";
import type { Row } from "@sextant/odoo-client";
import { plainText } from "../answers/plain-text.ts";
import { answerNotUnderstood } from "../answers/refusal.ts";
import { notUnderstood } from "../planner/not-understood.ts";
import { explainInvoice, INVOICE_FIELDS } from "./explain-invoice.ts";
import { explainTransfer, TRANSFER_FIELDS } from "./explain-transfer.ts";
import { readDocumentQuestion } from "./read-document-question.ts";
import type { DocumentQuestion, DocumentRecords } from "./types.ts";
import { id } from "./values.ts";

const MODELS = {
  invoice: { model: "account.move", fields: INVOICE_FIELDS },
  transfer: { model: "stock.picking", fields: TRANSFER_FIELDS },
} as const;

/**
 * The answer to a question about one invoice, bill or transfer; null when the question is about none.
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
    const { model, fields } = MODELS[one.kind];
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
  const context = { records, reading, today };
  const told =
    one.asked.kind === "invoice"
      ? await explainInvoice(one.row, one.asked, context)
      : await explainTransfer(one.row, context);
  if (told === null)
    return refuse(`${plainText(first.name)} is a journal entry, neither an invoice nor a bill. Open it in Odoo.`);
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
