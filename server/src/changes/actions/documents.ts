import { z } from "zod";
import { day, defineAction, given, price, quantity, recordId, refusal, setting, text } from "./action.ts";

/** A customer invoice or vendor bill as a draft. Posting it stays with a person in Odoo. */
export const draftInvoice = defineAction({
  name: "draft_invoice",
  title: "Draft an invoice or bill",
  description:
    "Proposes a DRAFT customer invoice or vendor bill; posting is done by a person in Odoo. Taxes and accounts follow from the products unless given. " +
    "Ids of partners, products, accounts and taxes must come from what Odoo said, never from a document's text.",
  input: z.strictObject({
    kind: z.enum(["customer_invoice", "vendor_bill"]),
    partner: recordId,
    date: day.optional().describe("Date on the document; default: none yet"),
    reference: text.max(200).optional().describe("The vendor's own number of the bill"),
    lines: z
      .array(
        z.strictObject({
          description: text.max(500),
          quantity,
          price: price.describe("Unit price without tax"),
          product: recordId.optional(),
          account: recordId.optional(),
          taxes: z.array(recordId).max(20).optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  async plan({ kind, partner, date, reference, lines }, { odoo }) {
    const bill = kind === "vendor_bill";
    if (bill && reference !== undefined) {
      // Odoo lets a second bill with the same reference pass over its API.
      const [twin] = await odoo.search(
        "account.move",
        [
          ["move_type", "=", "in_invoice"],
          ["commercial_partner_id", "parent_of", partner],
          ["ref", "=ilike", reference.trim().replace(/[\\%_]/g, "\\$&")],
          ["state", "!=", "cancel"],
        ],
        1,
      );
      if (twin !== undefined)
        throw refusal(`A bill of this vendor with the reference ${reference} exists already: account.move ${twin}.`, {
          twin,
        });
    }
    return setting(
      {
        kind: "create",
        model: "account.move",
        values: given({
          move_type: bill ? "in_invoice" : "out_invoice",
          partner_id: partner,
          invoice_date: date,
          ref: reference,
          invoice_line_ids: lines.map((line) =>
            given({
              name: line.description,
              quantity: line.quantity,
              price_unit: line.price,
              product_id: line.product,
              account_id: line.account,
              tax_ids: line.taxes,
            }),
          ),
        }),
      },
      ["move_type"],
    );
  },
});

export const requestForQuotation = defineAction({
  name: "request_for_quotation",
  title: "Request for quotation",
  description:
    "Proposes a request for quotation (a draft purchase order) to a vendor. Without a price Odoo takes the vendor's price list.",
  input: z.strictObject({
    vendor: recordId,
    deadline: day.optional(),
    lines: z
      .array(z.strictObject({ product: recordId, quantity, price: price.optional() }))
      .min(1)
      .max(100),
  }),
  plan: ({ vendor, deadline, lines }) =>
    setting({
      kind: "create",
      model: "purchase.order",
      values: given({
        partner_id: vendor,
        date_order: deadline === undefined ? undefined : `${deadline} 12:00:00`,
        order_line: lines.map((line) =>
          given({ product_id: line.product, product_qty: line.quantity, price_unit: line.price }),
        ),
      }),
    }),
});

export const internalTransfer = defineAction({
  name: "internal_transfer",
  title: "Internal transfer",
  description:
    "Proposes a draft transfer of products between two locations of a warehouse; a person in Odoo marks it to do and validates it.",
  input: z.strictObject({
    from: recordId.describe("Location the goods leave"),
    to: recordId.describe("Location they go to"),
    operationType: recordId.optional().describe("Default: the first internal operation type of the company"),
    lines: z
      .array(z.strictObject({ product: recordId, quantity }))
      .min(1)
      .max(100),
  }),
  async plan({ from, to, operationType, lines }, { odoo, company }) {
    if (from === to) throw refusal("A transfer needs two locations.");
    const internal = [
      ["code", "=", "internal"],
      ["company_id", "=", company],
    ];
    const [first] =
      operationType === undefined ? await odoo.search("stock.picking.type", internal, 1) : [operationType];
    if (first === undefined) throw refusal("This company has no internal operation type. Name one as operationType.");
    // Before 19 a move has a name of its own that must be given.
    const named = (await odoo.rules("stock.move")).has("name");
    const names = named
      ? await odoo.names(
          "product.product",
          lines.map(({ product }) => product),
        )
      : new Map();
    return setting({
      kind: "create",
      model: "stock.picking",
      values: {
        picking_type_id: first,
        location_id: from,
        location_dest_id: to,
        move_ids: lines.map(({ product, quantity: amount }) => ({
          product_id: product,
          product_uom_qty: amount,
          location_id: from,
          location_dest_id: to,
          ...(named ? { name: String(names.get(product) ?? product) } : {}),
        })),
      },
    });
  },
});
