import { openItemsStatement, type Side } from "@sextant/ledger";
import { asOfDate } from "../dates.ts";
import type { ReportDefinition } from "../definition.ts";
import { partnerOf } from "../partner-of.ts";

/** Every item open at a past date, grouped by partner. */
export function openItemsReport(side: Side): ReportDefinition {
  return {
    info: {
      name: `open-${side}`,
      title: side === "receivable" ? "Open customer items" : "Open supplier items",
      description: "Each invoice, credit note and payment that was open at the end of a day, with what remained of it.",
      dates: "as-of",
      comparable: false,
      byPartner: true,
      byAge: false,
    },
    async compute(context) {
      const { source, company, options } = context;
      const asOf = asOfDate(context);
      const narrowed = partnerOf(context);
      const reading = await source.openItems({ companyId: company.id, side, asOf, ...narrowed }, options);
      const statement = openItemsStatement({ company, side, asOf, reading, ...narrowed });
      return { dates: { asOf }, statement, watermark: reading.watermark };
    },
  };
}
