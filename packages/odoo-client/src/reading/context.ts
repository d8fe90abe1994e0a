import { SextantError } from "@sextant/contracts";
import type { CallOptions } from "../types.ts";

/** The context of a call: companies, language, zone and archived records, said explicitly on every call. */
export function contextOf(
  options: CallOptions,
  defaults: { readonly lang?: string; readonly tz?: string },
): Record<string, unknown> {
  const context: Record<string, unknown> = {};
  const lang = options.lang ?? defaults.lang;
  const tz = options.tz ?? defaults.tz;
  if (lang) context.lang = lang;
  if (tz) context.tz = tz;
  if (options.activeTest === false) context.active_test = false;
  if (options.companyIds !== undefined) {
    // An empty list means "all companies" to Odoo: the opposite of what it says.
    if (options.companyIds.length === 0)
      throw new SextantError(
        "bad_usage",
        "The list of companies is empty; Odoo would read all of them. Name at least one.",
      );
    context.allowed_company_ids = [...options.companyIds];
  }
  return options.context ? { ...context, ...options.context } : context;
}
