import type { ReportContext } from "./definition.ts";

/** The partner that the report is narrowed to, if it is. */
export function partnerOf({ parameters }: ReportContext): { partnerId?: number } {
  return parameters.partner === undefined ? {} : { partnerId: parameters.partner };
}
