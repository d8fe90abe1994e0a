import { z } from "zod";
import { step } from "../plan.ts";
import { defineAction, recordId, refusal, stepping } from "./action.ts";
import { moneyOf } from "./money-of.ts";

const CURRENCY = ["currency_id"];
const currencyOf = (row: { readonly [field: string]: unknown }) => Number([row.currency_id].flat()[0]);

export const confirmPurchaseOrder = defineAction({
  name: "confirm_purchase_order",
  title: "Confirm a purchase order",
  description:
    "Proposes to confirm a request for quotation, which makes it a purchase order; where the company wants a second approval in Odoo it then waits for that. No e-mail is sent.",
  input: z.strictObject({ order: recordId }),
  async plan({ order }, { odoo }) {
    const [row] = await odoo.read("purchase.order", [order], ["name", "state", "amount_total", ...CURRENCY]);
    if (row?.state !== "draft" && row?.state !== "sent")
      throw refusal(`${row?.name} is no request for quotation any more: its state is ${row?.state}.`, {
        state: row?.state,
      });
    await odoo.mustHaveAccess("purchase.order", "write", [order]);
    const money = await moneyOf(odoo, currencyOf(row));
    const total = money.words(money.minor(Number(row.amount_total)));
    return stepping({
      title: `Confirm purchase order ${row.name}`,
      record: { model: "purchase.order", id: order },
      steps: [step("purchase.order", "button_confirm", [order])],
      watched: [{ model: "purchase.order", id: order, fields: ["state", "amount_total", "partner_id"] }],
      evidence: {
        model: "purchase.order",
        domain: [
          ["id", "=", order],
          ["state", "in", ["to approve", "purchase", "done"]],
        ],
        madeSince: false,
      },
      facts: [
        { label: "Status", before: "Request for quotation", after: "Purchase order" },
        { label: "Total", before: total, after: total },
      ],
      amounts: { amount_total: row.amount_total },
    });
  },
});

export const invoiceSaleOrder = defineAction({
  name: "invoice_sale_order",
  title: "Invoice a sales order",
  description:
    "Proposes a DRAFT invoice of what ONE sales order has to invoice, by Odoo's own wizard (regular invoice); posting is done by a person in Odoo.",
  input: z.strictObject({ order: recordId }),
  async plan({ order }, { odoo }) {
    const fields = ["name", "state", "invoice_status", "amount_total", "invoice_count", ...CURRENCY];
    const [row] = await odoo.read("sale.order", [order], fields);
    if (row?.invoice_status !== "to invoice")
      throw refusal(`${row?.name} has nothing to invoice now.`, { state: row?.state, invoices: row?.invoice_status });
    await odoo.mustHaveAccess("account.move", "create", []);
    const money = await moneyOf(odoo, currencyOf(row));
    return stepping({
      title: `Draft the invoice of ${row.name}`,
      record: { model: "sale.order", id: order },
      steps: [
        step(
          "sale.advance.payment.inv",
          "create",
          null,
          { vals_list: [{ advance_payment_method: "delivered" }] },
          { active_model: "sale.order", active_ids: [order] },
        ),
        step("sale.advance.payment.inv", "create_invoices", { of: 0 }),
      ],
      watched: [{ model: "sale.order", id: order, fields: ["state", "invoice_status", "amount_total", "partner_id"] }],
      evidence: {
        model: "account.move",
        domain: [
          ["invoice_origin", "=", row.name],
          ["move_type", "in", ["out_invoice", "out_refund"]],
        ],
        madeSince: true,
      },
      facts: [
        { label: "Order", before: null, after: String(row.name) },
        { label: "Total of the order", before: null, after: money.words(money.minor(Number(row.amount_total))) },
        { label: "Invoices", before: String(row.invoice_count), after: String(Number(row.invoice_count) + 1) },
      ],
      warnings: [
        "What the order has to invoice is computed by Odoo when it is approved; the draft shows it before it is posted.",
      ],
      amounts: { amount_total: row.amount_total },
    });
  },
});
