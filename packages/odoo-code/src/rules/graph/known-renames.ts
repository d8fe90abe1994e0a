import { type OdooVersion, versionWithin } from "../../version.ts";

/**
 * Models and fields that a version of Odoo renamed or dropped. That the old names are in 14.0 and no longer in 19.0, and the new ones in 19.0, was
 * read from the sources of both; the version of each change is that of Odoo's documented differences.
 */
export interface Rename {
  /** The name from this version on; null where nothing takes its place one for one. */
  readonly to: string | null;
  readonly since: OdooVersion;
  /** What to use where there is no new name. */
  readonly instead?: string;
}

const to = (since: OdooVersion, name: string): Rename => ({ since, to: name });
const gone = (since: OdooVersion, instead: string): Rename => ({ since, to: null, instead });

const MODELS: Readonly<Record<string, readonly Rename[]>> = {
  "stock.production.lot": [to("16.0", "stock.lot")],
  "stock.inventory": [gone("15.0", "stock.quant with its inventory quantity")],
  "stock.inventory.line": [gone("15.0", "stock.quant with its inventory quantity")],
  "stock.quant.package": [to("19.0", "stock.package")],
  "stock.package_level": [gone("19.0", "stock.package")],
  "stock.valuation.layer": [gone("19.0", "the value of stock.move")],
  "procurement.group": [to("19.0", "stock.reference")],
  "product.packaging": [gone("19.0", "units of measure (uom.uom)")],
  "uom.category": [gone("19.0", "relative units (uom.uom)")],
  "mail.channel": [to("17.0", "discuss.channel")],
  "mail.channel.partner": [to("16.0", "mail.channel.member"), to("17.0", "discuss.channel.member")],
  "mail.channel.member": [to("17.0", "discuss.channel.member")],
  "account.account.type": [gone("16.0", "the field account_type of account.account")],
  "account.analytic.default": [to("16.0", "account.analytic.distribution.model")],
  "account.analytic.group": [to("16.0", "account.analytic.plan")],
  "account.tax.report": [to("16.0", "account.report")],
  "account.tax.report.line": [to("16.0", "account.report.line")],
  "account.invoice.send": [to("17.0", "account.move.send"), to("18.0", "account.move.send.wizard")],
  "account.account.template": [gone("17.0", "template methods of account.chart.template")],
  "account.tax.template": [gone("17.0", "template methods of account.chart.template")],
  "account.fiscal.position.template": [gone("17.0", "template methods of account.chart.template")],
  "payment.acquirer": [to("16.0", "payment.provider")],
  "payment.icon": [to("17.0", "payment.method")],
  "coupon.program": [to("16.0", "loyalty.program")],
  "coupon.coupon": [to("16.0", "loyalty.card")],
  "hr.plan": [to("17.0", "mail.activity.plan")],
  "hr.plan.activity.type": [to("17.0", "mail.activity.plan.template")],
  "hr.contract": [to("19.0", "hr.version")],
  "hr.expense.sheet": [gone("19.0", "hr.expense")],
  "mrp.document": [to("17.0", "product.document")],
  "note.note": [gone("17.0", "project.task without a project")],
  "ir.translation": [gone("16.0", "translated values in the fields themselves")],
  "ir.property": [gone("18.0", "company-dependent fields, and ir.default for their defaults")],
};

const FIELDS: Readonly<Record<string, Readonly<Record<string, readonly Rename[]>>>> = {
  "account.move": {
    type: [to("14.0", "move_type")],
    invoice_payment_state: [to("14.0", "payment_state")],
    invoice_sent: [to("14.0", "is_move_sent")],
    reversal_move_id: [to("18.0", "reversal_move_ids")],
  },
  "account.move.line": {
    analytic_account_id: [gone("16.0", "analytic_distribution")],
    analytic_tag_ids: [gone("16.0", "analytic_distribution")],
    exclude_from_invoice_tab: [gone("16.0", "display_type")],
  },
  "account.account": {
    user_type_id: [gone("16.0", "account_type")],
    internal_type: [gone("16.0", "account_type")],
  },
  "account.analytic.account": { group_id: [to("16.0", "plan_id")] },
  "sale.order.line": { product_uom: [to("19.0", "product_uom_id")], tax_id: [to("19.0", "tax_ids")] },
  "purchase.order.line": { product_uom: [to("19.0", "product_uom_id")], taxes_id: [to("19.0", "tax_ids")] },
  "product.product": { price: [gone("16.0", "lst_price, or the price of a pricelist")] },
  "product.template": {
    uom_po_id: [gone("19.0", "the unit of the vendor's price")],
    detailed_type: [gone("18.0", "type and is_storable")],
  },
  "stock.picking": { move_lines: [to("16.0", "move_ids")] },
  "stock.move": {
    quantity_done: [to("17.0", "quantity")],
    reserved_availability: [to("17.0", "quantity")],
  },
  "stock.move.line": {
    qty_done: [to("17.0", "quantity")],
    product_qty: [to("16.0", "reserved_qty"), to("17.0", "quantity_product_uom")],
  },
  "hr.expense": {
    analytic_account_id: [gone("16.0", "analytic_distribution")],
    unit_amount: [to("17.0", "price_unit")],
    total_amount_company: [to("17.0", "total_amount")],
    sheet_is_editable: [to("17.0", "is_editable")],
    attachment_number: [to("17.0", "nb_attachment")],
    reference: [gone("17.0", "name or description")],
  },
  "hr.employee": { address_home_id: [to("17.0", "work_contact_id")], contract_ids: [to("19.0", "version_ids")] },
  "project.task": {
    user_id: [to("15.0", "user_ids")],
    planned_hours: [to("17.0", "allocated_hours")],
    kanban_state: [to("17.0", "state")],
  },
  "res.company": { period_lock_date: [gone("18.0", "sale_lock_date and purchase_lock_date")] },
  "res.groups": { users: [to("19.0", "user_ids")], category_id: [to("19.0", "privilege_id")] },
  "res.users": { groups_id: [to("19.0", "group_ids")] },
  "ir.ui.view": { groups_id: [to("19.0", "group_ids")] },
  "ir.ui.menu": { groups_id: [to("19.0", "group_ids")] },
  "res.partner": { mobile: [gone("19.0", "phone")] },
  "crm.lead": { mobile: [gone("19.0", "phone")] },
};

/** What became of a model by a version; null while it is still there, or is not known. */
export const renamedModel = (model: string, version: OdooVersion): Rename | null => latest(MODELS, model, version);

/** What became of a field by a version; null while it is still there, or is not known. */
export function renamedField(model: string, field: string, version: OdooVersion): Rename | null {
  const fields = Object.hasOwn(FIELDS, model) ? FIELDS[model] : undefined;
  return fields === undefined ? null : latest(fields, field, version);
}

/** Models that the table knows, with the fields that are not theirs any more. */
export const knownRenames = () => ({ models: MODELS, fields: FIELDS });

function latest(table: Readonly<Record<string, readonly Rename[]>>, name: string, version: OdooVersion): Rename | null {
  const rows = Object.hasOwn(table, name) ? table[name] : undefined;
  return rows?.findLast(({ since }) => versionWithin(version, since)) ?? null;
}
