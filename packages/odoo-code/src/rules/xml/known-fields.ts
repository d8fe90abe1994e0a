/** Fields that data files fill, by type: those that many models have in one meaning, and those of single models. */
type Fields = Readonly<Record<string, readonly string[]>>;

const words = (text: string) => text.split(" ");

const ANY_BOOLEAN = new Set(words("active is_published website_published"));
const ANY_NUMBER = new Set(words("color sequence website_sequence"));

const BOOLEANS: Fields = {
  "account.payment.term": ["is_fixed"],
  "account.report": words("filter_journals filter_unfold_all"),
  "account.report.column": ["sortable"],
  "account.report.expression": words("auditable green_on_positive"),
  "account.report.line": words("foldable hide_if_zero"),
  "hr.payslip.input.type": ["available_in_attachments"],
  "hr.salary.rule": words("appears_on_payroll_report appears_on_payslip"),
  "hr.work.entry.type": ["is_leave"],
  "ir.actions.act_window.view": ["multi"],
  "ir.actions.report": words("attachment_use multi"),
  "ir.attachment": ["public"],
  "ir.filters": ["is_default"],
  "ir.model.access": words("perm_create perm_read perm_unlink perm_write"),
  "ir.rule": words("perm_create perm_read perm_unlink perm_write"),
  "ir.sequence": ["use_date_range"],
  "ir.ui.view": ["customize_show"],
  "mail.message.subtype": words("default hidden internal"),
  "mail.template": ["auto_delete"],
  "payment.method": words("support_express_checkout support_tokenization"),
  "planning.slot": ["publication_warning"],
  "product.product": words("available_in_pos purchase_ok sale_ok"),
  "product.template": words("available_in_pos purchase_ok sale_ok"),
  "res.groups": ["share"],
  "res.partner": ["is_company"],
};

const NUMBERS: Fields = {
  "account.analytic.line": words("amount unit_amount"),
  "ir.actions.act_window": ["limit"],
  "ir.cron": words("interval_number numbercall priority"),
  "ir.sequence": words("number_increment number_next padding"),
  "ir.ui.view": ["priority"],
  "product.product": words("list_price standard_price weight"),
  "product.template": words("list_price standard_price volume weight"),
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
