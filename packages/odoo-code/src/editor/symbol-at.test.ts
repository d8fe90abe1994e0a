import { describe, expect, it } from "vitest";
import { symbolName } from "./code-symbol.ts";
import { symbolAt } from "./symbol-at.ts";
import { definitionsOf } from "./symbol-definitions.ts";
import { marked, SHOP, shop } from "./testing/shop.ts";

/** Puts the mark into a file of the shop, and says what stands there. */
function named(path: string, before: string, after: string) {
  const source = SHOP[path] ?? "";
  expect(source, path).toContain(before + after);
  const { project } = shop();
  const { facts, offset, text } = marked(path, source.replace(before + after, `${before}|${after}`));
  const found = symbolAt(project, facts, offset);
  if (found === null) return null;
  const definitions = definitionsOf(project, found.symbol).map(
    (item) => `${item.path.slice("/addons/".length)} ${(SHOP[item.path.slice(8)] ?? "").slice(...item.nameSpan)}`,
  );
  return {
    is: `${found.symbol.kind} ${symbolName(found.symbol)}`,
    text: text.slice(...found.span),
    definition: found.definition,
    definitions,
  };
}

const ORDER = "shop/models/order.py";
const VIEWS = "shop/views/order_views.xml";

describe("what stands at an offset", () => {
  it.each([
    [ORDER, "class Or", "der(", "model shop.order", true, ["shop/models/order.py Order", "shop_more/order.py Order"]],
    [ORDER, "'res.par", "tner'", "model res.partner", false, ["base/models.py Partner"]],
    [ORDER, "tot", "al = fields", "field shop.order.total", true, [`${ORDER} total`]],
    [ORDER, "depends('line", "_ids.amount", "field shop.order.line_ids", false, [`${ORDER} line_ids`]],
    [ORDER, "depends('line_ids.am", "ount", "field shop.line.amount", false, [`${ORDER} amount`]],
    [ORDER, "compute='_com", "pute", "method shop.order._compute_total", false, [`${ORDER} _compute_total`]],
    [ORDER, "parent_id.na", "me", "field res.partner.name", false, ["base/models.py name"]],
    [ORDER, "mapped('am", "ount", "field shop.line.amount", false, [`${ORDER} amount`]],
    [
      "shop_more/order.py",
      "super().action",
      "_confirm",
      "method shop.order.action_confirm",
      false,
      [`${ORDER} action_confirm`, "shop_more/order.py action_confirm"],
    ],
    [VIEWS, 'record id="view', "_order", "xml-id shop.view_order", true, [`${VIEWS} view_order`]],
    [VIEWS, '<field name="am', "ount", "field shop.line.amount", false, [`${ORDER} amount`]],
    [VIEWS, "partner_ca", "rd", "registry-entry partner_card", false, ["shop/static/src/card.js partner_card"]],
    ["shop_more/views.xml", "shop.view", "_order", "xml-id shop.view_order", false, [`${VIEWS} view_order`]],
    ["shop_more/views.xml", 'name="order', '_id"', "field shop.line.order_id", false, [`${ORDER} order_id`]],
    [
      "shop/security/ir.model.access.csv",
      "base.group",
      "_user",
      "xml-id base.group_user",
      false,
      ["base/groups.xml group_user"],
    ],
    [
      "shop/security/ir.model.access.csv",
      "model_shop",
      "_order",
      "xml-id shop.model_shop_order",
      false,
      ["shop/models/order.py Order", "shop_more/order.py Order"],
    ],
    [
      "shop/security/ir.model.access.csv",
      "\nacc",
      "ess_order",
      "xml-id shop.access_order",
      true,
      ["shop/security/ir.model.access.csv access_order"],
    ],
    ["shop_more/__manifest__.py", '["sh', 'op"]', "module shop", false, ["shop/__manifest__.py "]],
    ["shop/__manifest__.py", '"views/or', "der", "file /addons/shop/views/order_views.xml", false, [`${VIEWS} `]],
    ["shop/static/src/card.js", '"shop.C', "ard", "template shop.Card", false, ["shop/static/src/card.xml shop.Card"]],
    ["shop/static/src/card.js", '"res.par', "tner", "model res.partner", false, ["base/models.py Partner"]],
    ["shop/static/src/card.js", '["na', "me", "field res.partner.name", false, ["base/models.py name"]],
  ])("%s %s|%s", (path, before, after, is, definition, definitions) => {
    expect(named(path, before, after)).toMatchObject({ is, definition, definitions });
  });

  it("is nothing between names", () => {
    expect(named(ORDER, "for order in", " self")).toBeNull();
  });
});
