/** Evaluates an Odoo domain on rows, so that the tests can follow a cell's domain back to its items. */
import type { Row } from "./random-ledger.ts";

type Values = Readonly<Record<string, unknown>>;

function valuesOf(row: Row, commercialPartners: ReadonlyMap<number, number>): Values {
  return {
    id: row.id,
    company_id: row.companyId,
    parent_state: row.state,
    display_type: row.display,
    account_id: row.accountId,
    date: row.date,
    date_maturity: row.due ?? false,
    currency_id: row.currencyId,
    partner_id: row.partnerId ?? false,
    "partner_id.commercial_partner_id":
      row.partnerId === null ? false : (commercialPartners.get(row.partnerId) ?? row.partnerId),
  };
}

function holds([field, operator, value]: readonly [string, string, unknown], values: Values): boolean {
  if (!(field in values)) throw new Error(`unknown field ${field}`);
  const found = values[field];
  switch (operator) {
    case "=":
      return found === value;
    case "!=":
      return found !== value;
    case "in":
      return Array.isArray(value) && value.includes(found);
    case "not in":
      return Array.isArray(value) && !value.includes(found);
    // A comparison with an empty value is false, as in SQL.
    case ">=":
      return found !== false && String(found) >= String(value);
    case "<=":
      return found !== false && String(found) <= String(value);
    default:
      throw new Error(`unknown operator ${operator}`);
  }
}

export function matchesDomain(
  domain: readonly unknown[],
  row: Row,
  commercialPartners: ReadonlyMap<number, number>,
): boolean {
  const values = valuesOf(row, commercialPartners);
  let position = 0;
  const term = (): boolean => {
    const token = domain[position++];
    if (token === "&" || token === "|") {
      const left = term();
      const right = term();
      return token === "&" ? left && right : left || right;
    }
    if (token === "!") return !term();
    if (!Array.isArray(token)) throw new Error(`not a term: ${JSON.stringify(token)}`);
    return holds(token as unknown as readonly [string, string, unknown], values);
  };
  let result = true;
  while (position < domain.length) result = term() && result;
  return result;
}
