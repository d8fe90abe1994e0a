import { z } from "zod";
import { day, defineAction, given, price, recordId, refusal, setting, text } from "./action.ts";

export const reorderingRule = defineAction({
  name: "reordering_rule",
  title: "Reordering rule",
  description:
    "Proposes the minimum and maximum stock of a product at a location: a new rule, or new limits of the one that exists.",
  input: z.strictObject({
    product: recordId,
    minimum: z.number().min(0).max(1e9),
    maximum: z.number().min(0).max(1e9),
    location: recordId.optional().describe("Default: the stock of the company's first warehouse"),
  }),
  async plan({ product, minimum, maximum, location }, { odoo, company }) {
    if (maximum < minimum) throw refusal(`The maximum ${maximum} is below the minimum ${minimum}.`);
    const [warehouse] = await odoo.search("stock.warehouse", [["company_id", "=", company]], 1);
    const [stock] = warehouse === undefined ? [] : await odoo.read("stock.warehouse", [warehouse], ["lot_stock_id"]);
    const place = location ?? (stock === undefined ? undefined : Number([stock.lot_stock_id].flat()[0]));
    if (place === undefined) throw refusal("This company has no warehouse. Name a location.");
    const limits = { product_min_qty: minimum, product_max_qty: maximum };
    const domain = [
      ["product_id", "=", product],
      ["location_id", "=", place],
    ];
    const [existing] = await odoo.search("stock.warehouse.orderpoint", domain, 1);
    return existing === undefined
      ? setting({
          kind: "create",
          model: "stock.warehouse.orderpoint",
          values: { product_id: product, location_id: place, ...limits },
        })
      : setting({ kind: "write", model: "stock.warehouse.orderpoint", id: existing, values: limits });
  },
});

export const productPrice = defineAction({
  name: "product_price",
  title: "Sales price of a product",
  description: "Proposes a new sales price (list price) of a product template.",
  input: z.strictObject({ product: recordId.describe("Id of the product.template"), price }),
  plan: ({ product, price: amount }) =>
    setting({ kind: "write", model: "product.template", id: product, values: { list_price: amount } }),
});

export const lead = defineAction({
  name: "lead",
  title: "Lead or opportunity",
  description: "Proposes a new opportunity in the CRM.",
  input: z.strictObject({
    name: text.max(200),
    partner: recordId.optional(),
    contact: text.max(200).optional(),
    email: z.email().max(200).optional(),
    phone: text.max(60).optional(),
    expectedRevenue: price.optional(),
    deadline: day.optional(),
    notes: text.optional(),
  }),
  plan: ({ name, partner, contact, email, phone, expectedRevenue, deadline, notes }) =>
    setting({
      kind: "create",
      model: "crm.lead",
      values: given({
        name,
        type: "opportunity",
        partner_id: partner,
        contact_name: contact,
        email_from: email,
        phone,
        expected_revenue: expectedRevenue,
        date_deadline: deadline,
        description: notes,
      }),
    }),
});

export const task = defineAction({
  name: "task",
  title: "Project task",
  description: "Proposes a new task in a project.",
  input: z.strictObject({
    name: text.max(200),
    project: recordId,
    deadline: day.optional(),
    assignees: z.array(recordId).max(20).optional().describe("Ids of users"),
    notes: text.optional(),
  }),
  async plan({ name, project, deadline, assignees, notes }, { odoo }) {
    // A day up to 16, a moment from 17.
    const moment = (await odoo.rules("project.task")).get("date_deadline")?.type === "datetime";
    return setting({
      kind: "create",
      model: "project.task",
      values: given({
        name,
        project_id: project,
        date_deadline: deadline !== undefined && moment ? `${deadline} 12:00:00` : deadline,
        user_ids: assignees,
        description: notes,
      }),
    });
  },
});
