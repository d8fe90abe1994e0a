import type { ItemSelector } from "@sextant/contracts";

/** Display-only items of an entry. The `non_deductible_*` values added in Odoo 19 carry amounts and stay. */
export const DISPLAY_ONLY = ["line_section", "line_note", "line_subsection"] as const;

type Condition = readonly [field: string, operator: string, value: unknown];

const all = (conditions: readonly Condition[]): unknown[] => [...conditions.slice(1).map(() => "&"), ...conditions];

/** Items of a commercial partner, contacts included; 0 = items without a partner. It stands last in a selector's domain. */
export function partnerCondition(partnerId: number): Condition {
  return partnerId === 0 ? ["partner_id", "=", false] : ["partner_id.commercial_partner_id", "=", partnerId];
}

/**
 * A selector as one Odoo domain on `account.move.line`, in prefix notation.
 *
 * @param branchIds companies whose entries belong to the company's books (itself and its branches).
 */
export function selectorDomain(selector: ItemSelector, branchIds: readonly number[] = [selector.companyId]): unknown[] {
  const domain: unknown[] = [
    ["company_id", "in", [...branchIds]],
    selector.state === "posted" ? ["parent_state", "=", "posted"] : ["parent_state", "in", ["posted", "draft"]],
    ["display_type", "not in", [...DISPLAY_ONLY]],
  ];
  const parts = selector.parts.map(({ accountIds, from, to }) => {
    const conditions: Condition[] = [["account_id", "in", [...accountIds]]];
    if (from !== undefined) conditions.push(["date", ">=", from]);
    if (to !== undefined) conditions.push(["date", "<=", to]);
    return all(conditions);
  });
  // A union of no parts is empty, not everything.
  if (parts.length === 0) domain.push(["id", "in", []]);
  domain.push(...parts.slice(1).map(() => "|"), ...parts.flat());

  if (selector.due) {
    const { from, to, missing } = selector.due;
    const range: Condition[] = [];
    if (from !== undefined) range.push(["date_maturity", ">=", from]);
    if (to !== undefined) range.push(["date_maturity", "<=", to]);
    if (range.length === 0) range.push(["date_maturity", "!=", false]);
    if (missing) domain.push("|", ["date_maturity", "=", false]);
    domain.push(...all(range));
  }
  if (selector.currencyId !== undefined) domain.push(["currency_id", "=", selector.currencyId]);
  if (selector.partnerId !== undefined) domain.push(partnerCondition(selector.partnerId));
  return domain;
}
