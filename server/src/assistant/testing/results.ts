import type { CellSource, ReportLine, ReportResult } from "@sextant/contracts";

/** Hand-made results, in the shape that the reports have. Figures are invented; only their form matters. */
const proof = (due?: { from?: string; to?: string; missing: boolean }): CellSource => ({
  model: "account.move.line",
  measure: "residual",
  sign: 1,
  asOf: "2026-03-31",
  selector: { companyId: 1, state: "posted", parts: [{ accountIds: [7], to: "2026-03-31" }], ...(due ? { due } : {}) },
  domain: [["account_id", "in", [7]]],
  count: 2,
});

const AGED = ["current", "1-30", "31-60", "61-90", "91-120", "older", "total"] as const;
const AGED_PROOFS: Record<string, CellSource> = {
  current: proof({ from: "2026-03-31", missing: true }),
  "1-30": proof({ from: "2026-03-01", to: "2026-03-30", missing: false }),
  "31-60": proof({ from: "2026-01-30", to: "2026-02-28", missing: false }),
  "61-90": proof({ from: "2025-12-31", to: "2026-01-29", missing: false }),
  "91-120": proof({ from: "2025-12-01", to: "2025-12-30", missing: false }),
  older: proof({ to: "2025-11-30", missing: false }),
  total: proof(),
};

export function line(
  key: string,
  label: string,
  kind: ReportLine["kind"],
  cells: Record<string, string>,
  rest: Partial<ReportLine> = {},
): ReportLine {
  const source = Object.fromEntries(Object.keys(cells).map((name) => [name, AGED_PROOFS[name] ?? proof()]));
  return { key, label, level: kind === "line" ? 1 : 0, kind, cells, source, ...rest };
}

export function agedLine(key: string, label: string, kind: ReportLine["kind"], amounts: readonly string[]): ReportLine {
  return line(key, label, kind, Object.fromEntries(AGED.map((name, at) => [name, amounts[at] ?? "0.00"])));
}

export function result(report: string, lines: ReportLine[], rest: Partial<ReportResult> = {}): ReportResult {
  return {
    report,
    title: report,
    company: { id: 1, name: "Harvest Foods" },
    currency: { id: 1, code: "EUR", symbol: "€", decimals: 2 },
    columns: [],
    lines,
    tieOuts: [
      { name: "control-account", label: "Open items = control account", left: "1.00", right: "1.00", ok: true },
    ],
    final: false,
    lock: { lockedThrough: null, hard: false },
    generatedFrom: "lake",
    provenance: {
      generatedFrom: "lake",
      origin: "demo company",
      readAs: "demo",
      readAt: "2026-11-20T00:00:00Z",
      watermark: { count: 1, maxId: 1, lastWrite: "2026-11-20 00:00:00", balance: "0.00" },
    },
    notes: [],
    ...rest,
  };
}

export const AGED_RECEIVABLE = result("aged-receivable", [
  agedLine("11", "Café Müller", "line", ["1000.00", "200.50", "0.00", "0.00", "0.00", "34.00", "1234.50"]),
  agedLine("12", "Azure Interior", "line", ["0.00", "0.00", "0.00", "0.00", "0.00", "9000000.00", "9000000.00"]),
  agedLine("13", "Deco Addict", "line", ["-75.25", "0.00", "0.00", "0.00", "0.00", "0.00", "-75.25"]),
  agedLine("total", "Total", "total", ["924.75", "200.50", "0.00", "0.00", "0.00", "9000034.00", "9001159.25"]),
]);

export const EMPTY_AGED = result("aged-receivable", [agedLine("total", "Total", "total", Array(7).fill("0.00"))]);

export const OPEN_RECEIVABLE = result("open-receivable", [
  line("partner-11", "Café Müller", "heading", { residual: "300.00" }),
  line(
    "501",
    "INV/2026/0002",
    "line",
    { residual: "250.00" },
    { facts: { due: "2026-02-01", partner: "Café Müller" } },
  ),
  line("502", "INV/2026/0001", "line", { residual: "80.00" }, { facts: { due: "2026-01-15", partner: "Café Müller" } }),
  line("503", "PAY\n1", "line", { residual: "-30.00" }, { facts: { due: null, partner: "Café Müller" } }),
  line("total", "Total", "total", { residual: "300.00" }),
]);

const PROFIT_KEYS = [
  "revenue",
  "cost-of-revenue",
  "gross-profit",
  "operating-expenses",
  "operating-income",
  "other-income",
  "other-expenses",
  "net-profit",
];

/** A profit and loss; one list of amounts per column. */
export function profitAndLoss(...columns: readonly (readonly string[])[]): ReportResult {
  const lines = PROFIT_KEYS.map((key, row) =>
    line(
      key,
      key,
      key === "net-profit" ? "total" : "line",
      Object.fromEntries(
        columns.map((amounts, at) => [at === 0 ? "balance" : `balance-${at}`, amounts[row] ?? "0.00"]),
      ),
    ),
  );
  return result("profit-and-loss", lines);
}

export function balanceSheet(cash: string): ReportResult {
  return result("balance-sheet", [
    line("assets", "Assets", "total", { balance: "5000.00" }),
    line("bank-and-cash", "Bank and cash", "line", { balance: cash }),
    line("liabilities", "Liabilities", "subtotal", { balance: "2000.00" }),
    line("equity", "Equity", "subtotal", { balance: "3000.00" }),
  ]);
}
