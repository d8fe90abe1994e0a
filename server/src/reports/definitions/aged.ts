import { agedStatement, type Side } from "@sextant/ledger";
import { asOfDate } from "../dates.ts";
import type { ReportDefinition } from "../definition.ts";
import { partyOf } from "../party.ts";

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
    },
    async compute(context) {
      const asOf = asOfDate(context);
      const reading = await context.source.aged({ side, asOf, ...partyOf(context) }, context.options);
      const statement = agedStatement({ company: context.company, side, asOf, reading });
      return { dates: { asOf }, statement, watermark: reading.watermark };
    },
  };
}
