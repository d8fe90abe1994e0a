import type { XmlNode } from "../../../facts.ts";
import { attribute, elements } from "../../../xml/xml-node.ts";
import type { Report } from "../../rule.ts";
import { tagLine, type XmlSource } from "../xml-source.ts";
import { has, refused } from "./schema.ts";

const sequence = refused("odoo-menuitem-sequence", "OLS05008", "the sequence of a menu is a whole number");
const submenus = refused("odoo-menuitem-action", "OLS05009", "a menu below another has an action or menus, not both");
const icon = refused("odoo-menuitem-web-icon", "OLS05010", "only a root menu has a `web_icon`");
const child = refused("odoo-menuitem-child", "OLS05011", "a menu holds menus only");
const parent = refused("odoo-menuitem-parent", "OLS05012", "a menu inside another has no `parent`");

export const MENU_RULES = [sequence, submenus, icon, child, parent] as const;

/** A menu and the menus inside it. */
export function checkMenu(source: XmlSource, node: XmlNode, nested: boolean, report: Report): void {
  const tell = (rule: (typeof MENU_RULES)[number], message: string, at = node) =>
    report({ rule, span: tagLine(source, at), message });
  const order = attribute(node, "sequence");
  if (order !== null && !/^\s*[+-]?\d+\s*$/.test(order)) tell(sequence, `"${order}" is no whole number.`);
  if (nested && has(node, "parent")) tell(parent, "The menu around it is its parent already.");
  const below = nested || has(node, "parent");
  if (below && has(node, "web_icon")) tell(icon, "Only a root menu has an icon.");
  const inside = elements(node);
  if (below && has(node, "action") && inside.length > 0) tell(submenus, "It has an action, so it cannot hold menus.");
  for (const one of inside)
    if (one.tag === "menuitem") checkMenu(source, one, true, report);
    else tell(child, `\`<${one.tag}>\` cannot stand in a menu.`, one);
}
