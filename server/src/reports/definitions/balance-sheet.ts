import { balanceSheet, balanceSheetRanges } from "@sextant/ledger";
import { asOfWithComparisons } from "../dates.ts";
import type { ReportDefinition } from "../definition.ts";

export const balanceSheetReport: ReportDefinition = {
  info: {
    name: "balance-sheet",
    title: "Balance sheet",
    description: "What the company owns and owes, and its equity, at the end of a day.",
    dates: "as-of",
    comparable: true,
    byPartner: false,
    byAge: false,
  },
  async compute(context) {
    const { source, company, options, parameters } = context;
    const dates = asOfWithComparisons(context);
    const [accounts, reading] = await Promise.all([
      context.accounts(),
      source.totals(
        { companyId: company.id, ranges: balanceSheetRanges(company, dates), drafts: parameters.drafts ?? false },
        options,
      ),
    ]);
    const statement = balanceSheet({ company, accounts, dates, reading, drafts: parameters.drafts ?? false });
    return { dates: { asOf: dates[0] }, statement, watermark: reading.watermark };
  },
};
