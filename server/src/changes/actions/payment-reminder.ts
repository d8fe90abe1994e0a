import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { projectFile } from "../../platform/project-file.ts";
import type { RawRow } from "../live-odoo.ts";
import { step } from "../plan.ts";
import { defineAction, recordId, refusal } from "./action.ts";
import { escapeHtml } from "./escape-html.ts";

/**
 * A message to the customer of an overdue invoice. Neither its words nor its recipient are anybody's to choose: the text is a template's, the facts and
 * the address are Odoo's. Whoever talks an agent into one can at most have a true reminder proposed.
 */
export const paymentReminder = defineAction({
  name: "payment_reminder",
  title: "Payment reminder",
  description:
    "Proposes to remind the customer of ONE overdue invoice by a message on it, which Odoo also sends by e-mail once a person has approved it. " +
    "Words and recipient follow from the invoice and cannot be chosen.",
  input: z.strictObject({ invoice: recordId }),
  async plan({ invoice }, { odoo, today }) {
    const [found] = await odoo.read("account.move", [invoice], FIELDS);
    const row: RawRow = found ?? { id: invoice };
    const { name, move_type: type, state, amount_residual: open, invoice_date_due: due } = row;
    const said = String(name);
    if (type !== "out_invoice") throw refusal(`${said} is not a customer invoice: there is nobody to remind.`);
    if (state !== "posted") throw refusal(`${said} is not posted yet.`);
    if (typeof open !== "number" || open <= 0) throw refusal(`${said} is paid: nothing of it is open.`);
    if (typeof due !== "string" || due >= today) throw refusal(`${said} is not overdue: it is due on ${due}.`);
    const [partner] = await odoo.read("res.partner", [Number(row.partner_id)], ["display_name", "email", "lang"]);
    if (!partner?.email) throw refusal(`${partner?.display_name} has no e-mail address in Odoo. Enter one first.`);
    const [currency] = await odoo.read("res.currency", [Number(row.currency_id)], ["name", "decimal_places"]);
    const companies = await odoo.names("res.company", [Number(row.company_id)]);
    const lang = String(partner.lang || "en").replace("_", "-");
    const openAmount = new Intl.NumberFormat(lang, { style: "currency", currency: String(currency?.name) }).format(
      open,
    );
    const text = fill(lang, {
      customer: String(partner.display_name),
      invoice: said,
      due: new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(due)),
      open: openAmount,
      company: companies.get(Number(row.company_id)) ?? "",
    });
    const html = odoo.client.info.major >= 17;
    return {
      kind: "steps",
      title: `Remind ${partner.display_name} of ${said}`,
      record: { model: "account.move", id: invoice },
      steps: [
        step("account.move", "message_post", [invoice], {
          body: html ? escapeHtml(text) : text,
          ...(html ? { body_is_html: true } : {}),
          message_type: "comment",
          subtype_xmlid: "mail.mt_comment",
          partner_ids: [partner.id],
        }),
      ],
      watched: [{ model: "account.move", id: invoice, fields: ["amount_residual", "invoice_date_due", "partner_id"] }],
      evidence: {
        model: "mail.message",
        domain: [
          ["model", "=", "account.move"],
          ["res_id", "=", invoice],
          ["message_type", "=", "comment"],
          ["partner_ids", "in", [partner.id]],
        ],
        madeSince: true,
      },
      values: {},
      facts: [
        { label: "To", before: null, after: `${partner.display_name} <${partner.email}>` },
        { label: "Open amount", before: null, after: openAmount },
        { label: "Message", before: null, after: text },
      ],
      warnings: ["Odoo sends the message by e-mail as soon as it is approved."],
      amounts: {},
    };
  },
});

const FIELDS = [
  "name",
  "move_type",
  "state",
  "amount_residual",
  "invoice_date_due",
  "partner_id",
  "currency_id",
  "company_id",
];

let templates: ReadonlyMap<string, string> | undefined;

function fill(lang: string, facts: Readonly<Record<string, string>>): string {
  templates ??= new Map(
    Object.entries(
      z
        .record(z.string(), z.string())
        .parse(parse(readFileSync(projectFile("templates", "reminders", "reminders.yaml"), "utf8"))),
    ),
  );
  const text = templates.get(lang.split("-")[0] ?? "") ?? templates.get("en") ?? "";
  return text.trim().replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}
