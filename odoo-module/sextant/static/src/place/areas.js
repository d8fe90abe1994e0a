/** Apps of Odoo by the first words of their models: where "Ask Sextant" is offered. */
const AREAS = {
  accounting: ["account."],
  stock: ["stock.", "product."],
  sales: ["sale."],
  purchase: ["purchase."],
  pos: ["pos."],
  crm: ["crm."],
  hr: ["hr."],
  contacts: ["res.partner"],
};

/** The area of a model, or null. */
export function areaOf(model) {
  const found = Object.entries(AREAS).find(([, prefixes]) => prefixes.some((prefix) => model?.startsWith(prefix)));
  return found ? found[0] : null;
}
