import type { RuleInfo } from "../diagnostic.ts";
import type { OdooVersion } from "../version.ts";
import { versionWithin } from "../version.ts";

const info = (rule: string, code: string, title: string): RuleInfo => ({ rule, code, severity: "error", title });
const term = info("odoo-domain-term", "OLS03006", "a domain is a list of terms and of what joins them");
const triple = info("odoo-domain-triple", "OLS03007", "a term of a domain is a field, an operator and a value");
const logic = info("odoo-domain-logic", "OLS03008", "terms of a domain are joined by the signs for and, or and not");
const comparison = info("odoo-domain-comparison", "OLS03009", "a term of a domain has an operator that Odoo knows");
const incomplete = info("odoo-domain-incomplete", "OLS03010", "every and, or and not of a domain has its terms");

export const DOMAIN_RULES: readonly RuleInfo[] = [term, triple, logic, comparison, incomplete];

/** One item of a domain as far as the source tells. `place` is whatever the caller needs to find it again. */
export type DomainItem<Place> =
  | { readonly kind: "logic"; readonly text: string; readonly place: Place }
  /** `size` null: computed in part. `operator` null: not a literal. */
  | { readonly kind: "term"; readonly size: number | null; readonly operator: string | null; readonly place: Place }
  /** A number, a dict: certainly no term. */
  | { readonly kind: "other"; readonly written: string; readonly place: Place }
  /** A name or a call: may be one term, or, spread, any number of items. */
  | { readonly kind: "open" };

export interface DomainProblem<Place> {
  readonly rule: RuleInfo;
  readonly message: string;
  /** Null: the domain as a whole. */
  readonly place: Place | null;
}

const ARITY: Readonly<Record<string, number>> = { "&": 2, "|": 2, "!": 1 };
const OPERATORS: ReadonlySet<string> = new Set(
  "=,!=,<=,<,>,>=,=?,=like,=ilike,like,not like,ilike,not ilike,in,not in,child_of,parent_of,<>,==,inselect,not inselect".split(
    ",",
  ),
);
const SINCE: Readonly<Record<string, OdooVersion>> = {
  any: "17.0",
  "not any": "17.0",
  "any!": "19.0",
  "not any!": "19.0",
  "not =like": "18.0",
  "not =ilike": "18.0",
};

/** What is wrong with a literal domain. Nothing is said of what is computed. */
export function domainProblems<Place>(
  items: readonly DomainItem<Place>[],
  version: OdooVersion | null,
): readonly DomainProblem<Place>[] {
  const problems: DomainProblem<Place>[] = [];
  let wanted = 1;
  let certain = true;
  for (const item of items) {
    // Terms that follow a complete one are joined to it by "and".
    if (wanted === 0) wanted = 1;
    if (item.kind === "open") {
      certain = false;
      continue;
    }
    const { place } = item;
    if (item.kind === "other") {
      problems.push({ rule: term, message: `${item.written} is no term of a domain.`, place });
      certain = false;
    } else if (item.kind === "logic") {
      const arity = Object.hasOwn(ARITY, item.text) ? ARITY[item.text] : undefined;
      if (arity === undefined) {
        problems.push({ rule: logic, message: `"${item.text}" joins nothing; Odoo knows "&", "|" and "!".`, place });
        certain = false;
      } else wanted += arity - 1;
    } else {
      wanted -= 1;
      if (item.size !== null && item.size !== 3)
        problems.push({ rule: triple, message: `A term has three parts; this one has ${item.size}.`, place });
      else if (item.operator !== null && !isOperator(item.operator, version))
        problems.push({ rule: comparison, message: `Odoo knows no operator "${item.operator}".`, place });
    }
  }
  if (certain && wanted > 0 && items.length > 0)
    problems.push({
      rule: incomplete,
      message: `${wanted} more term${wanted > 1 ? "s are" : " is"} needed: "&" and "|" join two terms, "!" turns one round.`,
      place: null,
    });
  return problems;
}

function isOperator(written: string, version: OdooVersion | null): boolean {
  const operator = written.toLowerCase();
  if (OPERATORS.has(operator)) return true;
  const since = Object.hasOwn(SINCE, operator) ? SINCE[operator] : undefined;
  return since !== undefined && (version === null || versionWithin(version, since, undefined));
}
