import type { ReportContext } from "./definition.ts";

/** The company, and the partner when the report is narrowed to one. */
export function partyOf({ company, parameters }: ReportContext): { companyId: number; partnerId?: number } {
  return { companyId: company.id, ...(parameters.partner === undefined ? {} : { partnerId: parameters.partner }) };
}
