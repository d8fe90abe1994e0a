import { z } from "zod";
import { mustBeOpen } from "../lock-dates.ts";
import { step } from "../plan.ts";
import { day, defineAction, recordId, refusal, stepping, text } from "./action.ts";
import { escapeHtml } from "./escape-html.ts";
import { moneyOf } from "./money-of.ts";

export const confirmSaleOrder = defineAction({
  name: "confirm_sale_order",
  title: "Confirm a quotation",
  description:
    "Proposes to confirm a quotation, which makes it a sales order and reserves or orders its goods. No e-mail is sent.",
  input: z.strictObject({ order: recordId }),
  async plan({ order }, { odoo }) {
    const [row] = await odoo.read("sale.order", [order], ["name", "state", "amount_total"]);
    if (row?.state !== "draft" && row?.state !== "sent")
      throw refusal(`${row?.name} is not a quotation any more: its state is ${row?.state}.`, { state: row?.state });
    await odoo.mustHaveAccess("sale.order", "write", [order]);
    return stepping({
      title: `Confirm quotation ${row.name}`,
      record: { model: "sale.order", id: order },
      steps: [step("sale.order", "action_confirm", [order])],
      watched: [{ model: "sale.order", id: order, fields: ["state", "amount_total", "partner_id"] }],
      evidence: {
        model: "sale.order",
        domain: [
          ["id", "=", order],
          ["state", "in", ["sale", "done"]],
        ],
        madeSince: false,
      },
      facts: [
        { label: "Status", before: row.state === "sent" ? "Quotation sent" : "Quotation", after: "Sales order" },
        { label: "Total", before: String(row.amount_total), after: String(row.amount_total) },
      ],
      amounts: { amount_total: row.amount_total },
    });
  },
});

export const registerPayment = defineAction({
  name: "register_payment",
  title: "Register a payment",
  description:
    "Proposes to register the payment of ONE posted invoice or bill, by Odoo's own payment wizard. The amount defaults to what is still open.",
  input: z.strictObject({
    invoice: recordId,
    journal: recordId.describe("Bank or cash journal"),
    amount: z.number().positive().max(1e12).optional(),
    date: day.optional(),
  }),
  async plan({ invoice, journal, amount, date }, { odoo, company, today, id }) {
    const fields = [
      "name",
      "state",
      "payment_state",
      "amount_residual",
      "move_type",
      "partner_id",
      "currency_id",
      "company_id",
    ];
    const [row] = await odoo.read("account.move", [invoice], fields);
    const open = Number(row?.amount_residual);
    if (row?.state !== "posted")
      throw refusal(`${row?.name || "The invoice"} is not posted; only posted ones are paid.`);
    if (!["out_invoice", "in_invoice"].includes(String(row.move_type)) || !(open > 0))
      throw refusal(`${row.name} has nothing open to pay.`, { paymentState: row.payment_state });
    const paid = amount ?? open;
    const money = await moneyOf(odoo, Number([row.currency_id].flat()[0]));
    const left = money.minor(open) - money.minor(paid);
    if (left < 0n)
      throw refusal(
        `${money.words(money.minor(paid))} is more than the ${money.words(money.minor(open))} that ${row.name} leaves open.`,
        { open },
      );
    const on = date ?? today;
    await mustBeOpen(odoo, Number([row.company_id].flat()[0]) || company, null, on);
    await odoo.mustHaveAccess("account.payment", "create", []);
    const names = await odoo.names("account.journal", [journal]);
    if (!names.has(journal)) throw refusal(`There is no journal ${journal} that you see.`);
    // The memo is Odoo's own field for a payment's reference; the mark makes a lost reply traceable.
    const memo = `${row.name} (${id.slice(0, 8)})`;
    const wizard = {
      amount: paid,
      payment_date: on,
      journal_id: journal,
      communication: memo,
      payment_difference_handling: "open",
    };
    const field = (await odoo.rules("account.payment")).has("memo") ? "memo" : "ref";
    return stepping({
      title: `Register the payment of ${row.name}`,
      record: { model: "account.move", id: invoice },
      steps: [
        step(
          "account.payment.register",
          "create",
          null,
          { vals_list: [wizard] },
          { active_model: "account.move", active_ids: [invoice] },
        ),
        step("account.payment.register", "action_create_payments", { of: 0 }, {}, { dont_redirect_to_payments: true }),
      ],
      watched: [{ model: "account.move", id: invoice, fields: ["state", "amount_residual", "partner_id"] }],
      evidence: { model: "account.payment", domain: [[field, "=", memo]], madeSince: true },
      facts: [
        { label: "Amount", before: null, after: money.words(money.minor(paid)) },
        { label: "Journal", before: null, after: names.get(journal) ?? String(journal) },
        { label: "Date", before: null, after: on },
        { label: "Memo", before: null, after: memo },
        { label: "Open amount", before: money.words(money.minor(open)), after: money.words(left) },
      ],
      amounts: { amount: paid },
    });
  },
});

const RECORDS = [
  "res.partner",
  "sale.order",
  "purchase.order",
  "account.move",
  "crm.lead",
  "project.task",
  "stock.picking",
  "product.template",
] as const;

export const scheduleActivity = defineAction({
  name: "schedule_activity",
  title: "Schedule an activity",
  description: "Proposes a to-do on a record, for the user himself or another user.",
  input: z.strictObject({
    model: z.enum(RECORDS),
    record: recordId,
    summary: text.max(200),
    deadline: day,
    user: recordId.optional(),
    note: text.optional(),
  }),
  async plan({ model, record, summary, deadline, user, note }, { odoo }) {
    const names = await odoo.names(model, [record]);
    if (!names.has(record)) throw refusal(`There is no ${model} ${record} that you see.`);
    const person = user ?? odoo.client.info.userId;
    const people = await odoo.names("res.users", [person]);
    if (!people.has(person)) throw refusal(`There is no user ${person}.`);
    return stepping({
      title: `Schedule "${summary}" on ${names.get(record)}`,
      record: { model, id: record },
      steps: [
        step(model, "activity_schedule", [record], {
          act_type_xmlid: "mail.mail_activity_data_todo",
          date_deadline: deadline,
          summary,
          note: escapeHtml(note ?? ""),
          user_id: person,
        }),
      ],
      watched: [],
      evidence: {
        model: "mail.activity",
        domain: [
          ["res_model", "=", model],
          ["res_id", "=", record],
          ["summary", "=", summary],
          ["date_deadline", "=", deadline],
          ["user_id", "=", person],
        ],
        madeSince: true,
      },
      facts: [
        { label: "To do", before: null, after: summary },
        { label: "Due", before: null, after: deadline },
        { label: "For", before: null, after: people.get(person) ?? "" },
        ...(note === undefined ? [] : [{ label: "Note", before: null, after: note }]),
      ],
    });
  },
});

export const postMessage = defineAction({
  name: "post_message",
  title: "Internal note on a record",
  description: "Proposes an internal note in the record's log. It is not sent to anybody outside.",
  input: z.strictObject({ model: z.enum(RECORDS), record: recordId, text }),
  async plan({ model, record, text: body }, { odoo, id }) {
    const names = await odoo.names(model, [record]);
    if (!names.has(record)) throw refusal(`There is no ${model} ${record} that you see.`);
    const mark = `<${id}@sextant>`;
    return stepping({
      title: `Note on ${names.get(record)}`,
      record: { model, id: record },
      steps: [
        step(model, "message_post", [record], {
          body,
          message_type: "comment",
          subtype_xmlid: "mail.mt_note",
          message_id: mark,
        }),
      ],
      watched: [],
      evidence: {
        model: "mail.message",
        domain: [
          ["model", "=", model],
          ["res_id", "=", record],
          ["message_id", "=", mark],
        ],
        madeSince: false,
      },
      facts: [{ label: "Internal note", before: null, after: body }],
    });
  },
});
