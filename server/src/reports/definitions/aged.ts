import { agedStatement, type Side } from "@sextant/ledger";
import { asOfDate } from "../dates.ts";
import type { ReportDefinition } from "../definition.ts";
import { partnerOf } from "../partner-of.ts";

/** Open receivables or payables at a past date, by partner and age. */
export function agedReport(side: Side): ReportDefinition {
  return {
    info: {
      name: `aged-${side}`,
      title: side === "receivable" ? "Aged receivable" : "Aged payable",
      description:
        side === "receivable"
          ? "What each customer owed at the end of a day, by how long it was overdue."
          : "What was owed to each supplier at the end of a day, by how long it was overdue.",
      dates: "as-of",
      comparable: false,
      byPartner: true,
      byAge: true,
    },
    async compute(context) {
      const { source, company, parameters, options } = context;
      const asOf = asOfDate(context);
      const chosen = { ...partnerOf(context), ...(parameters.ages && { ages: parameters.ages }) };
      const reading = await source.aged({ companyId: company.id, side, asOf, ...chosen }, options);
      const statement = agedStatement({ company, side, asOf, reading, ...chosen });
      return { dates: { asOf }, statement, watermark: reading.watermark };
    },
  };
}
