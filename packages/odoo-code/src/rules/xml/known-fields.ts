/** Fields of the models that data files fill, by type; only those that have it in every version from 14.0 on. */
const ACTIVE =
  "ir.ui.view ir.cron ir.rule ir.actions.act_window.view res.users res.partner res.currency res.lang ir.sequence mail.template product.template product.product ir.ui.menu res.company res.partner.category base.automation".split(
    " ",
  );
const SEQUENCED =
  "ir.ui.menu ir.module.category ir.actions.act_window.view res.company ir.actions.server res.partner.title product.template uom.uom".split(
    " ",
  );

export const BOOLEANS: ReadonlySet<string> = new Set([
  ...ACTIVE.filter((model) => !/^(?:ir\.actions\.act_window\.view|res\.company)$/.test(model)).map(
    (model) => `${model}.active`,
  ),
  ..."ir.rule.perm_read ir.rule.perm_write ir.rule.perm_create ir.rule.perm_unlink".split(" "),
  ..."ir.model.access.perm_read ir.model.access.perm_write ir.model.access.perm_create ir.model.access.perm_unlink ir.model.access.active".split(
    " ",
  ),
  ..."ir.actions.act_window.view.multi ir.actions.report.multi ir.actions.report.attachment_use mail.template.auto_delete".split(
    " ",
  ),
  ..."res.partner.is_company product.template.sale_ok product.template.purchase_ok product.product.sale_ok product.product.purchase_ok ir.sequence.use_date_range".split(
    " ",
  ),
  ..."res.groups.share ir.filters.is_default ir.ui.view.customize_show mail.message.subtype.default mail.message.subtype.internal mail.message.subtype.hidden".split(
    " ",
  ),
]);

export const NUMBERS: ReadonlySet<string> = new Set([
  ...SEQUENCED.filter((model) => !/^(?:res\.partner\.title|uom\.uom)$/.test(model)).map((model) => `${model}.sequence`),
  ..."ir.ui.view.priority ir.cron.priority ir.cron.interval_number ir.sequence.padding ir.sequence.number_increment ir.sequence.number_next".split(
    " ",
  ),
  ..."product.template.list_price product.template.standard_price product.template.weight product.template.volume product.product.list_price product.product.standard_price".split(
    " ",
  ),
  ..."res.partner.color res.partner.category.color mail.message.subtype.sequence ir.actions.act_window.limit".split(
    " ",
  ),
]);
