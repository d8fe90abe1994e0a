import { _t } from "@web/core/l10n/translation";

const dates = () => {
  const today = luxon.DateTime.now();
  return { from: today.startOf("month").toISODate(), to: today.endOf("month").toISODate() };
};

/**
 * What the dashboard shows: a report, the line and cell that is its figure. Reports compute; nothing is added up here.
 * With `compare` months the chart shows the line along time, otherwise the columns of the line.
 */
export const tiles = () => [
  { name: "cash", title: _t("Bank and cash"), report: "balance-sheet", line: "bank-and-cash", cell: "balance" },
  { name: "receivable", title: _t("Customers owe us"), report: "aged-receivable", line: "total", cell: "total" },
  { name: "payable", title: _t("We owe suppliers"), report: "aged-payable", line: "total", cell: "total" },
  {
    name: "sales",
    title: _t("Revenue this month"),
    report: "profit-and-loss",
    line: "revenue",
    cell: "balance",
    parameters: { ...dates(), compare: 11 },
  },
  {
    name: "profit",
    title: _t("Net profit this month"),
    report: "profit-and-loss",
    line: "net-profit",
    cell: "balance",
    parameters: { ...dates(), compare: 11 },
  },
];

/** The address of a tile's report for a company. */
export function pathOf({ report, parameters = {} }, company) {
  const query = new URLSearchParams({ ...parameters, ...(company ? { company } : {}) });
  return `/api/reports/${report}?${query}`;
}
