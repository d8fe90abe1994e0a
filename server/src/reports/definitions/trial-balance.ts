import { trialBalance, trialBalanceRanges } from "@sextant/ledger";
import { periodOf } from "../dates.ts";
import type { ReportDefinition } from "../definition.ts";

export const trialBalanceReport: ReportDefinition = {
  info: {
    name: "trial-balance",
    title: "Trial balance",
    description: "Opening, debit, credit and closing balance of every account over a period.",
    dates: "period",
    comparable: false,
    byPartner: false,
    byAge: false,
  },
  async compute(context) {
    const { source, company, options, parameters } = context;
    const { from, to } = periodOf(context);
    const [accounts, reading] = await Promise.all([
      context.accounts(),
      source.totals(
        {
          companyId: company.id,
          ranges: trialBalanceRanges(company, { from, to }),
          drafts: parameters.drafts ?? false,
        },
        options,
      ),
    ]);
    const statement = trialBalance({ company, accounts, from, to, reading, drafts: parameters.drafts ?? false });
    return { dates: { from, to }, statement, watermark: reading.watermark };
  },
};
