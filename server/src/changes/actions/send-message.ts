import { z } from "zod";
import { step } from "../plan.ts";
import { defineAction, recordId, refusal } from "./action.ts";
import { escapeHtml } from "./escape-html.ts";

/** Answers with their question are longer than notes. */
const LONGEST = 10_000;

/** A message that leaves the company: whoever approves reads the whole text and the address that it goes to. */
export const sendMessage = defineAction({
  name: "send_message",
  title: "Message to a contact",
  description:
    "Proposes a message to ONE contact, which Odoo sends by e-mail once a person has approved it. The address is the contact's own in Odoo.",
  input: z.strictObject({ partner: recordId, text: z.string().trim().min(1).max(LONGEST) }),
  async plan({ partner, text }, { odoo, id }) {
    const [row] = await odoo.read("res.partner", [partner], ["display_name", "email", "active"]);
    if (!row) throw refusal(`There is no contact ${partner} that you see.`);
    const name = String(row.display_name);
    if (row.active === false) throw refusal(`${name} is archived in Odoo.`);
    if (!row.email) throw refusal(`${name} has no e-mail address in Odoo. Enter one first.`);
    const html = odoo.client.info.major >= 17;
    const mark = `<${id}@sextant>`;
    return {
      kind: "steps",
      title: `Send a message to ${name}`,
      record: { model: "res.partner", id: partner },
      steps: [
        step("res.partner", "message_post", [partner], {
          body: html ? escapeHtml(text) : text,
          ...(html ? { body_is_html: true } : {}),
          message_type: "comment",
          subtype_xmlid: "mail.mt_comment",
          partner_ids: [partner],
          message_id: mark,
        }),
      ],
      watched: [{ model: "res.partner", id: partner, fields: ["email", "active"] }],
      evidence: {
        model: "mail.message",
        domain: [
          ["model", "=", "res.partner"],
          ["res_id", "=", partner],
          ["message_id", "=", mark],
        ],
        madeSince: false,
      },
      values: {},
      facts: [
        { label: "To", before: null, after: `${name} <${row.email}>` },
        { label: "Message", before: null, after: text },
      ],
      warnings: ["Odoo sends the message by e-mail as soon as it is approved."],
      amounts: {},
    };
  },
});
