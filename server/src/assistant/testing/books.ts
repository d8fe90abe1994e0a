import { join } from "node:path";
import type { ReportInfo } from "@sextant/contracts";
import { loadQuestions } from "../catalogue/load-questions.ts";
import type { PartnerMatch, PlanCompany, PlanContext } from "../planner/types.ts";
import { fold } from "../text/fold.ts";

const asOf = (name: string, title: string, byPartner: boolean): ReportInfo => ({
  name,
  title,
  description: title,
  dates: "as-of",
  comparable: name === "balance-sheet",
  byPartner,
  byAge: name.startsWith("aged-"),
});
const period = (name: string, title: string, comparable: boolean): ReportInfo => ({
  name,
  title,
  description: title,
  dates: "period",
  comparable,
  byPartner: false,
  byAge: false,
});

export const HARVEST_FOODS: PlanCompany = { id: 1, name: "Harvest Foods", fiscalYear: { lastDay: 31, lastMonth: 12 } };
export const HARVEST_UK: PlanCompany = { id: 2, name: "Harvest UK Ltd", fiscalYear: { lastDay: 31, lastMonth: 3 } };

/** Names that hold accents, keywords, months, namesakes and a company's own name. */
export const PARTNERS: readonly PartnerMatch[] = [
  { id: 11, name: "Café Müller" },
  { id: 12, name: "Azure Interior" },
  { id: 13, name: "Deco Addict" },
  { id: 14, name: "Müller Logistik GmbH" },
  { id: 15, name: "March Trading" },
  { id: 16, name: "Cash & Carry Ltd" },
  { id: 17, name: "Notary Office" },
  { id: 18, name: "Harvest UK" },
  { id: 19, name: "Twin Foods" },
  { id: 20, name: "Twin Foods" },
];

/** The verified questions that ship with Sextant. */
export const QUESTIONS = loadQuestions(join(import.meta.dirname, "../../../../prompts/questions"));

/** Two companies, a handful of partners, and a fixed today. */
export const CONTEXT: PlanContext = {
  questions: QUESTIONS,
  today: "2026-11-20",
  companies: [HARVEST_FOODS, HARVEST_UK],
  defaultCompanyId: HARVEST_FOODS.id,
  reports: [
    period("trial-balance", "Trial balance", false),
    asOf("balance-sheet", "Balance sheet", false),
    period("profit-and-loss", "Profit and loss", true),
    asOf("aged-receivable", "Aged receivable", true),
    asOf("aged-payable", "Aged payable", true),
    asOf("open-receivable", "Open customer items", true),
    asOf("open-payable", "Open supplier items", true),
  ],
  findPartners: async (text) => PARTNERS.filter(({ name }) => fold(name).includes(fold(text))),
  lastEntry: "2026-11-15",
};
