/**
 * What every measure and dimension of `prompts/semantics` means, once more and by hand: plain SQL on Odoo's tables, which shares no code and no
 * definition with the product. `r` is the record. Instants are wrapped in `{…}`, to be moved into the zone of the user.
 */
export interface SubjectInSql {
  /** FROM clause. */
  readonly from: string;
  /** Records without a company belong to all. */
  readonly shared?: true;
  readonly measures: Readonly<Record<string, readonly [expression: string, where: string, unit?: string]>>;
  readonly dimensions: Readonly<Record<string, string>>;
}

const product =
  "left join product_product p on p.id = r.product_id left join product_template t on t.id = p.product_tmpl_id";
const SALE = "r.state in ('sale', 'done')";
const QUOTE = "r.state in ('draft', 'sent')";
const SALE_LINE = "r.state in ('sale', 'done') and r.display_type is null";
const INVOICE = "r.move_type in ('out_invoice', 'out_refund', 'out_receipt') and r.state = 'posted'";
const BILL = "r.move_type in ('in_invoice', 'in_refund', 'in_receipt') and r.state = 'posted'";
const INCOME = "r.parent_state = 'posted' and a.account_type in ('income', 'income_other')";
const EXPENSE =
  "r.parent_state = 'posted' and a.account_type in ('expense', 'expense_other', 'expense_depreciation', 'expense_direct_cost')";
const ITEM = "r.parent_state = 'posted' and r.account_id is not null";
const PURCHASE = "r.state in ('purchase', 'done')";
const REQUEST = "r.state in ('draft', 'sent', 'to approve')";
const PURCHASE_LINE = "o.state in ('purchase', 'done') and r.display_type is null";
const PLANNED = "r.state in ('waiting', 'confirmed', 'partially_available', 'assigned')";
const IN = "r.state = 'done' and s.usage = 'supplier' and d.usage = 'internal'";
const OUT = "r.state = 'done' and s.usage = 'internal' and d.usage = 'customer'";
const RUNNING = "r.type = 'opportunity' and r.active and not coalesce(g.is_won, false)";
const WON = "r.type = 'opportunity' and r.active and g.is_won";
const LOST = "r.type = 'opportunity' and not r.active and r.probability = 0";
const SHOP = "r.state in ('paid', 'done', 'invoiced')";
const SHOP_LINE = "o.state in ('paid', 'done', 'invoiced')";

export const SUBJECTS_IN_SQL: Readonly<Record<string, SubjectInSql>> = {
  "sales orders": {
    from: "sale_order r left join res_partner c on c.id = r.partner_id",
    measures: {
      "ordered amount": ["sum(r.amount_untaxed)", SALE, "r.currency_id"],
      "ordered amount with tax": ["sum(r.amount_total)", SALE, "r.currency_id"],
      "confirmed orders": ["count(*)", SALE],
      "quoted amount": ["sum(r.amount_untaxed)", QUOTE, "r.currency_id"],
      quotations: ["count(*)", QUOTE],
      "ordering customers": ["count(distinct r.partner_id)", SALE],
      "quotations and orders": ["count(*)", "r.state <> 'cancel'"],
    },
    dimensions: {
      customer: "r.partner_id",
      "customer's company": "c.commercial_partner_id",
      country: "c.country_id",
      salesperson: "r.user_id",
      "sales team": "r.team_id",
      "order date": "{r.date_order}",
      "promised delivery date": "{r.commitment_date}",
      "delivery date": "{r.effective_date}",
      status: "r.state",
      "invoice status": "r.invoice_status",
      "delivery status": "r.delivery_status",
      warehouse: "r.warehouse_id",
      "payment terms": "r.payment_term_id",
      currency: "r.currency_id",
    },
  },
  "sales order lines": {
    from: `sale_order_line r left join sale_order o on o.id = r.order_id ${product}`,
    measures: {
      "ordered quantity": ["sum(r.product_uom_qty)", SALE_LINE, "r.product_uom_id"],
      "delivered quantity": ["sum(r.qty_delivered)", SALE_LINE, "r.product_uom_id"],
      "invoiced quantity": ["sum(r.qty_invoiced)", SALE_LINE, "r.product_uom_id"],
      "quantity to invoice": ["sum(r.qty_to_invoice)", SALE_LINE, "r.product_uom_id"],
      "ordered line amount": ["sum(r.price_subtotal)", SALE_LINE, "r.currency_id"],
      "ordered line amount with tax": ["sum(r.price_total)", SALE_LINE, "r.currency_id"],
      "invoiced part": ["sum(r.untaxed_amount_invoiced)", SALE_LINE, "r.currency_id"],
      "amount to invoice": ["sum(r.untaxed_amount_to_invoice)", SALE_LINE, "r.currency_id"],
      "order lines": ["count(*)", SALE_LINE],
      "ordered product variants": ["count(distinct r.product_id)", SALE_LINE],
    },
    dimensions: {
      product: "r.product_id",
      "product category": "t.categ_id",
      customer: "o.partner_id",
      salesperson: "o.user_id",
      order: "r.order_id",
      "order date": "{o.date_order}",
      "delivery date": "{o.effective_date}",
      "sales team": "o.team_id",
      "invoice status": "r.invoice_status",
      "unit of measure": "r.product_uom_id",
    },
  },
  invoices: {
    from: "account_move r left join res_partner c on c.id = r.partner_id",
    measures: {
      "invoiced amount": ["sum(r.amount_untaxed_signed)", INVOICE],
      "invoiced amount with tax": ["sum(r.amount_total_signed)", INVOICE],
      "invoiced tax": ["sum(r.amount_tax_signed)", INVOICE],
      "unpaid invoices": ["sum(r.amount_residual_signed)", INVOICE],
      "invoiced amount in document currency": ["sum(r.amount_untaxed_in_currency_signed)", INVOICE, "r.currency_id"],
      "customer invoices": ["count(*)", "r.move_type in ('out_invoice', 'out_receipt') and r.state = 'posted'"],
      "credit notes": ["count(*)", "r.move_type = 'out_refund' and r.state = 'posted'"],
      "draft invoices": [
        "count(*)",
        "r.move_type in ('out_invoice', 'out_refund', 'out_receipt') and r.state = 'draft'",
      ],
      "invoiced customers": ["count(distinct r.commercial_partner_id)", INVOICE],
    },
    dimensions: {
      customer: "r.partner_id",
      "customer's company": "r.commercial_partner_id",
      country: "c.country_id",
      salesperson: "r.invoice_user_id",
      "sales team": "r.team_id",
      "invoice date": "r.invoice_date",
      "accounting date": "r.date",
      "due date": "r.invoice_date_due",
      "payment status": "r.payment_state",
      type: "r.move_type",
      journal: "r.journal_id",
      currency: "r.currency_id",
    },
  },
  bills: {
    from: "account_move r left join res_partner c on c.id = r.partner_id",
    measures: {
      "billed amount": ["-sum(r.amount_untaxed_signed)", BILL],
      "billed amount with tax": ["-sum(r.amount_total_signed)", BILL],
      "unpaid bills": ["-sum(r.amount_residual_signed)", BILL],
      "vendor bills": ["count(*)", "r.move_type in ('in_invoice', 'in_receipt') and r.state = 'posted'"],
      "draft bills": ["count(*)", "r.move_type in ('in_invoice', 'in_refund', 'in_receipt') and r.state = 'draft'"],
      "billing vendors": ["count(distinct r.commercial_partner_id)", BILL],
    },
    dimensions: {
      vendor: "r.partner_id",
      "vendor's company": "r.commercial_partner_id",
      country: "c.country_id",
      "bill date": "r.invoice_date",
      "accounting date": "r.date",
      "due date": "r.invoice_date_due",
      "payment status": "r.payment_state",
      type: "r.move_type",
      journal: "r.journal_id",
      currency: "r.currency_id",
    },
  },
  "journal items": {
    from: "account_move_line r left join account_account a on a.id = r.account_id",
    measures: {
      "posted balance": ["sum(r.balance)", ITEM],
      "posted debit": ["sum(r.debit)", ITEM],
      "posted credit": ["sum(r.credit)", ITEM],
      "posted revenue": ["-sum(r.balance)", INCOME],
      "posted expenses": ["sum(r.balance)", EXPENSE],
      "journal items": ["count(*)", ITEM],
    },
    dimensions: {
      account: "r.account_id",
      "account type": "a.account_type",
      journal: "r.journal_id",
      partner: "r.partner_id",
      "accounting date": "r.date",
      "due date": "r.date_maturity",
      product: "r.product_id",
      currency: "r.currency_id",
    },
  },
  "purchase orders": {
    from: "purchase_order r left join res_partner c on c.id = r.partner_id",
    measures: {
      "purchased amount": ["sum(r.amount_untaxed)", PURCHASE, "r.currency_id"],
      "purchased amount with tax": ["sum(r.amount_total)", PURCHASE, "r.currency_id"],
      "confirmed purchase orders": ["count(*)", PURCHASE],
      "requested amount": ["sum(r.amount_untaxed)", REQUEST, "r.currency_id"],
      "requests for quotation": ["count(*)", REQUEST],
      "vendors ordered from": ["count(distinct r.partner_id)", PURCHASE],
    },
    dimensions: {
      vendor: "r.partner_id",
      country: "c.country_id",
      buyer: "r.user_id",
      "order date": "{r.date_order}",
      "confirmation date": "{r.date_approve}",
      "expected arrival date": "{r.date_planned}",
      "receipt date": "{r.effective_date}",
      status: "r.state",
      "billing status": "r.invoice_status",
      "receipt status": "r.receipt_status",
      currency: "r.currency_id",
    },
  },
  "purchase order lines": {
    from: `purchase_order_line r left join purchase_order o on o.id = r.order_id ${product}`,
    measures: {
      "purchased quantity": ["sum(r.product_qty)", PURCHASE_LINE, "r.product_uom_id"],
      "received quantity": ["sum(r.qty_received)", PURCHASE_LINE, "r.product_uom_id"],
      "billed quantity": ["sum(r.qty_invoiced)", PURCHASE_LINE, "r.product_uom_id"],
      "purchased line amount": ["sum(r.price_subtotal)", PURCHASE_LINE, "o.currency_id"],
      "purchase lines": ["count(*)", PURCHASE_LINE],
      "purchased product variants": ["count(distinct r.product_id)", PURCHASE_LINE],
    },
    dimensions: {
      product: "r.product_id",
      "product category": "t.categ_id",
      vendor: "o.partner_id",
      order: "r.order_id",
      "order date": "{o.date_order}",
      "expected arrival date": "{r.date_planned}",
      "receipt date": "{o.effective_date}",
      "unit of measure": "r.product_uom_id",
    },
  },
  "stock moves": {
    from: `stock_move r left join stock_location s on s.id = r.location_id left join stock_location d on d.id = r.location_dest_id ${product}`,
    measures: {
      "moved quantity": ["sum(r.quantity)", "r.state = 'done'", "r.product_uom"],
      "planned quantity": ["sum(r.product_uom_qty)", PLANNED, "r.product_uom"],
      "quantity received from vendors": ["sum(r.quantity)", IN, "r.product_uom"],
      "quantity shipped to customers": ["sum(r.quantity)", OUT, "r.product_uom"],
      "done moves": ["count(*)", "r.state = 'done'"],
      "planned moves": ["count(*)", PLANNED],
    },
    dimensions: {
      product: "r.product_id",
      "product category": "t.categ_id",
      "source location": "r.location_id",
      "destination location": "r.location_dest_id",
      "operation type": "r.picking_type_id",
      "move date": "{r.date}",
      status: "r.state",
      "unit of measure": "r.product_uom",
    },
  },
  "stock on hand": {
    from: `stock_quant r join stock_location l on l.id = r.location_id and l.usage = 'internal' ${product}`,
    measures: {
      "quantity on hand": ["sum(r.quantity)", "true", "t.uom_id"],
      "reserved quantity": ["sum(r.reserved_quantity)", "true", "t.uom_id"],
      "products in stock": ["count(distinct r.product_id)", "true"],
      "stock records": ["count(*)", "true"],
    },
    dimensions: {
      product: "r.product_id",
      "product category": "t.categ_id",
      location: "r.location_id",
      warehouse: "l.warehouse_id",
      lot: "r.lot_id",
      owner: "r.owner_id",
      "incoming date": "{r.in_date}",
    },
  },
  opportunities: {
    from: "crm_lead r left join crm_stage g on g.id = r.stage_id",
    shared: true,
    measures: {
      "expected revenue": ["sum(r.expected_revenue)", RUNNING],
      "weighted revenue": ["sum(r.prorated_revenue)", RUNNING],
      "won revenue": ["sum(r.expected_revenue)", WON],
      "lost revenue": ["sum(r.expected_revenue)", LOST],
      "running opportunities": ["count(*)", RUNNING],
      "won opportunities": ["count(*)", WON],
      "lost opportunities": ["count(*)", LOST],
      opportunities: ["count(*)", "r.type = 'opportunity' and r.active"],
      leads: ["count(*)", "r.type = 'lead' and r.active"],
    },
    dimensions: {
      salesperson: "r.user_id",
      "sales team": "r.team_id",
      stage: "r.stage_id",
      customer: "r.partner_id",
      country: "r.country_id",
      "creation date": "{r.create_date}",
      "expected closing date": "r.date_deadline",
      "closed date": "{r.date_closed}",
      "lost reason": "r.lost_reason_id",
      priority: "r.priority",
    },
  },
  "shop orders": {
    from: "pos_order r left join pos_config k on k.id = r.config_id left join account_journal j on j.id = k.journal_id",
    measures: {
      "shop sales with tax": ["sum(r.amount_total)", SHOP, "j.currency_id"],
      "shop tax": ["sum(r.amount_tax)", SHOP, "j.currency_id"],
      "shop orders": ["count(*)", SHOP],
    },
    dimensions: {
      shop: "r.config_id",
      session: "r.session_id",
      cashier: "r.user_id",
      customer: "r.partner_id",
      "order date": "{r.date_order}",
      status: "r.state",
    },
  },
  "shop order lines": {
    from: `pos_order_line r left join pos_order o on o.id = r.order_id left join pos_config k on k.id = o.config_id left join account_journal j on j.id = k.journal_id ${product}`,
    measures: {
      "shop quantity": ["sum(r.qty)", SHOP_LINE, "t.uom_id"],
      "shop line amount": ["sum(r.price_subtotal)", SHOP_LINE, "j.currency_id"],
      "shop line amount with tax": ["sum(r.price_subtotal_incl)", SHOP_LINE, "j.currency_id"],
      "shop lines": ["count(*)", SHOP_LINE],
    },
    dimensions: {
      product: "r.product_id",
      "product category": "t.categ_id",
      shop: "o.config_id",
      customer: "o.partner_id",
      "order date": "{o.date_order}",
    },
  },
  employees: {
    from: "hr_employee r left join hr_version v on v.id = r.current_version_id",
    measures: { headcount: ["count(*)", "r.active"], "archived employees": ["count(*)", "not r.active"] },
    dimensions: {
      department: "v.department_id",
      "job position": "v.job_id",
      "working schedule": "v.resource_calendar_id",
    },
  },
  products: {
    from: "product_template r",
    shared: true,
    measures: {
      products: ["count(*)", "r.active"],
      "products for sale": ["count(*)", "r.active and r.sale_ok"],
      "products to purchase": ["count(*)", "r.active and r.purchase_ok"],
    },
    dimensions: {
      "product category": "r.categ_id",
      "product type": "r.type",
      "unit of measure": "r.uom_id",
      tracking: "r.tracking",
      "invoicing policy": "r.invoice_policy",
    },
  },
  contacts: {
    from: "res_partner r",
    shared: true,
    measures: {
      contacts: ["count(*)", "r.active"],
      companies: ["count(*)", "r.active and r.is_company"],
      customers: ["count(*)", "r.active and r.customer_rank > 0"],
      vendors: ["count(*)", "r.active and r.supplier_rank > 0"],
    },
    dimensions: {
      country: "r.country_id",
      state: "r.state_id",
      salesperson: "r.user_id",
      industry: "r.industry_id",
      kind: "coalesce(r.is_company, false)",
      "creation date": "{r.create_date}",
    },
  },
};
