import { openItemsStatement, type Side } from "@sextant/ledger";
import { asOfDate } from "../dates.ts";
import type { ReportDefinition } from "../definition.ts";
import { partyOf } from "../party.ts";

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
    },
    async compute(context) {
      const asOf = asOfDate(context);
      const reading = await context.source.openItems({ side, asOf, ...partyOf(context) }, context.options);
      const statement = openItemsStatement({ company: context.company, side, asOf, reading });
      return { dates: { asOf }, statement, watermark: reading.watermark };
    },
  };
}
