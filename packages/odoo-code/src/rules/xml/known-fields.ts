/** Fields by type, the same as the OCA hooks know: those that many models have in one meaning, and those of single models. */
type Fields = Readonly<Record<string, readonly string[]>>;

const words = (text: string) => text.split(" ");

const ANY_BOOLEAN = new Set(words("active is_published website_published"));
const ANY_NUMBER = new Set(words("color sequence website_sequence"));

const BOOLEANS: Fields = {
  "account.payment.term": ["is_fixed"],
  "account.report": words("filter_journals filter_unfold_all"),
  "account.report.column": ["sortable"],
  "account.report.expression": words("auditable green_on_positive"),
  "account.report.line": words("foldable hide_if_zero hierarchy_level"),
  "hr.payslip.input.type": ["available_in_attachments"],
  "hr.salary.rule": words("appears_on_payroll_report appears_on_payslip"),
  "hr.work.entry.type": ["is_leave"],
  "ir.attachment": ["public"],
  "ir.rule": words("perm_create perm_read perm_unlink perm_write"),
  "mail.message.subtype": ["default"],
  "mail.template": ["auto_delete"],
  "payment.method": words("support_express_checkout support_tokenization"),
  "planning.slot": ["publication_warning"],
  "product.product": ["available_in_pos"],
  "product.template": ["available_in_pos"],
  "res.partner": ["is_company"],
};

const NUMBERS: Fields = {
  "account.analytic.line": words("amount unit_amount"),
  "ir.cron": words("interval_number numbercall"),
  "ir.ui.view": ["priority"],
  "product.product": words("list_price standard_price weight"),
  "product.template": words("list_price standard_price weight"),
  "res.currency": ["rounding"],
  "res.currency.rate": ["rate"],
  "sale.order.line": words("price_unit product_uom_qty"),
  "stock.move": words("product_uom_qty quantity_done"),
};

export function isBooleanField(model: string, field: string): boolean {
  return ANY_BOOLEAN.has(field) || has(BOOLEANS, model, field);
}

export function isNumberField(model: string, field: string): boolean {
  return ANY_NUMBER.has(field) || has(NUMBERS, model, field);
}

function has(fields: Fields, model: string, field: string): boolean {
  return Object.hasOwn(fields, model) && fields[model]?.includes(field) === true;
}
