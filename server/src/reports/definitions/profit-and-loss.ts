import { profitAndLoss, profitAndLossRanges } from "@sextant/ledger";
import { periodsWithComparisons } from "../dates.ts";
import type { ReportDefinition } from "../definition.ts";

export const profitAndLossReport: ReportDefinition = {
  info: {
    name: "profit-and-loss",
    title: "Profit and loss",
    description: "Revenue, costs and net profit over a period.",
    dates: "period",
    comparable: true,
    byPartner: false,
    byAge: false,
  },
  async compute(context) {
    const { source, company, options, parameters } = context;
    const periods = periodsWithComparisons(context);
    const [accounts, reading] = await Promise.all([
      context.accounts(),
      source.totals(
        { companyId: company.id, ranges: profitAndLossRanges(company, periods), drafts: parameters.drafts ?? false },
        options,
      ),
    ]);
    const statement = profitAndLoss({ company, accounts, periods, reading, drafts: parameters.drafts ?? false });
    return { dates: periods[0], statement, watermark: reading.watermark };
  },
};
