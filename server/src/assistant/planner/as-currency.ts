import { notUnderstood } from "./not-understood.ts";
import type { NotUnderstood, Plan, PlanCompany } from "./types.ts";

/** Names under which people ask for a currency, and the codes that each can mean. */
const NAMES: ReadonlyMap<string, RegExp> = new Map([
  ["euro", /^EUR$/],
  ["dollar", /^(USD|AUD|CAD|NZD|SGD|HKD|TWD|MXN)$/],
  ["pound", /^(GBP|EGP|LBP)$/],
  ["sterling", /^GBP$/],
  ["franc", /^(CHF|XOF|XAF)$/],
  ["yen", /^JPY$/],
  ["yuan", /^CNY$/],
  ["rupee", /^(INR|PKR|LKR|NPR)$/],
  ["zloty", /^PLN$/],
  ["crown", /^(CZK|SEK|NOK|DKK|ISK)$/],
  ["krona", /^(SEK|ISK)$/],
  ["krone", /^(NOK|DKK)$/],
  ["koruna", /^CZK$/],
  ["forint", /^HUF$/],
  ["lira", /^TRY$/],
  ["peso", /^(MXN|ARS|CLP|COP|PHP)$/],
  ["real", /^BRL$/],
  ["rand", /^ZAR$/],
  ["dirham", /^(AED|MAD)$/],
  ["€", /^EUR$/],
  ["$", /^USD$/],
  ["£", /^GBP$/],
  ["¥", /^(JPY|CNY)$/],
]);
const OWN =
  /^(?:(?:the|our|its|my)\s+)?(?:company(?:['’]s)?|own|base|home|local|reporting|functional)\s+currency$|^(?:our|its|my)\s+currency$/i;
const ASKED =
  /^(.*?)(?:\b(?:converted|translated|expressed)\s+)?\b(?:in|into|to)\s+((?:[\p{L}'’]+\s+){0,2}?[\p{L}'’]+|[€$£¥])\s*(?:please|instead)?[\s.!?]*$/iu;
/** What may stand before the currency when the answer before is meant. */
const SAME =
  /^(?:\s|[,.!?]|and|now|please|ok|just|what|how|about|can|could|you|i|want|would|like|to|show|give|see|convert|translate|express|put|me|us|it|that|this|them|the|same|answer|result)*$/i;

export interface AskedCurrency {
  /** The question without the currency; empty where the one before is meant. */
  readonly rest: string;
  /** As typed. */
  readonly said: string;
  /** Which codes it means; null: the company's own, whichever that is. */
  readonly codes: RegExp | null;
}

/** The currency that a question asks its figures in, where it ends with one: "in EUR", "and in dollars?", "in company currency". */
export function findCurrency(question: string): AskedCurrency | null {
  const [, before = "", said = ""] = ASKED.exec(question) ?? [];
  const codes = codesOf(said);
  return codes === undefined ? null : { rest: SAME.test(before) ? "" : before.trim(), said, codes };
}

/** A code counts when it is written as one: "in all" is no Albanian lek. */
function codesOf(said: string): RegExp | null | undefined {
  if (OWN.test(said)) return null;
  if (/^[A-Z]{3}$|^(?:eur|usd|gbp|chf|jpy|czk|pln)$/.test(said)) {
    const code = said.toUpperCase();
    return Intl.supportedValuesOf("currency").includes(code) ? new RegExp(`^${code}$`) : undefined;
  }
  const name = said.toLowerCase().split(/\s+/).at(-1) ?? "";
  return NAMES.get(name) ?? NAMES.get(name.replace(/s$/, ""));
}

/**
 * A plan whose figures were asked for in a currency: the plan itself where that is the company's own. Nothing is converted: each line of a statement
 * would need its own documented rate, and a total at one rate would not be the sum that the books prove.
 */
export function inCurrency(
  plan: Plan,
  { said, codes }: AskedCurrency,
  companies: readonly PlanCompany[],
): Plan | NotUnderstood {
  const own = companies.find(({ id }) => id === plan.company.id)?.currency?.code;
  if (codes === null || (own !== undefined && codes.test(own))) return plan;
  const kept = own === undefined ? "in one currency" : `in ${own}`;
  return notUnderstood(
    "unsupported",
    `The books of ${plan.company.name} are kept ${kept} and proved in it; nothing is converted to ${said}, because no rate for that stands in the books. Open items also show what each is in its own currency.`,
    plan.suggestions,
  );
}
