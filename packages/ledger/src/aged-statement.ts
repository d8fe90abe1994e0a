import type { CellSource, IsoDate, ReportLine } from "@sextant/contracts";
import { compareAgedCells } from "./aged-cells.ts";
import { agedTieOuts } from "./aged-tie-outs.ts";
import { ageingNotes } from "./ageing-notes.ts";
import { type Ages, bucketLabel, bucketsOf, USUAL_AGES } from "./ages.ts";
import { dueRange } from "./bucket.ts";
import { cellSourceOf, sourceOfPartner } from "./cell-source.ts";
import { currencyOf, currencyTotals } from "./currency-totals.ts";
import type { AgedCell, AgedReading, Side } from "./ledger-source.ts";
import { formatMinor } from "./money.ts";
import type { Statement } from "./statement.ts";
import type { Company } from "./types.ts";

interface AgedInput {
  readonly company: Company;
  readonly side: Side;
  readonly asOf: IsoDate;
  readonly reading: AgedReading;
  /** The commercial partner that the reading is narrowed to, if it is. */
  readonly partnerId?: number;
  /** The ages that the reading was asked for. */
  readonly ages?: Ages;
}

/**
 * Aged receivable or payable at D: one line per commercial partner with something open, one column per bucket, in company currency.
 * Payables are shown with the sign reversed, so that what is owed is positive on both sides.
 *
 * @throws SextantError `missing` when the reading names a currency that it does not carry.
 */
export function agedStatement(input: AgedInput): Statement {
  const { company, side, asOf, ages = USUAL_AGES } = input;
  const buckets = bucketsOf(ages);
  const columns = [...buckets, "total"] as const;
  // Sorted, so that the same ledger gives the same bytes in whatever order a source answers.
  const reading = {
    ...input.reading,
    cells: [...input.reading.cells].sort(compareAgedCells),
    accountIds: [...input.reading.accountIds].sort((a, b) => a - b),
  };
  const sign = side === "receivable" ? 1 : -1;
  const byPartner = new Map<number, AgedCell[]>();
  for (const cell of reading.cells) {
    const cells = byPartner.get(cell.partnerId);
    if (cells) cells.push(cell);
    else byPartner.set(cell.partnerId, [cell]);
  }
  const parts = [{ accountIds: reading.accountIds, to: asOf }];
  const sources = columns.map((column) => {
    const due = column === "total" ? undefined : dueRange(column, asOf, ages);
    return cellSourceOf({ company, measure: "residual", sign, asOf, parts, due, count: 0 });
  });
  const nameOf = (id: number) => reading.partners.get(id) ?? (id === 0 ? "No partner" : `Partner ${id}`);

  const amountsOf = (cells: readonly AgedCell[], partnerId: number | undefined) => {
    const amounts = columns.map(() => 0n);
    const counts = columns.map(() => 0);
    for (const { bucket, forward, count } of cells) {
      for (const index of [buckets.indexOf(bucket), buckets.length]) {
        amounts[index] = (amounts[index] ?? 0n) + forward;
        counts[index] = (counts[index] ?? 0) + count;
      }
    }
    const texts: Record<string, string> = {};
    const source: Record<string, CellSource> = {};
    sources.forEach((proof, index) => {
      const column = columns[index] ?? "total";
      const amount = amounts[index] ?? 0n;
      const count = counts[index] ?? 0;
      texts[column] = formatMinor(sign === 1 ? amount : -amount, company.currency);
      source[column] = partnerId === undefined ? { ...proof, count } : sourceOfPartner(proof, partnerId, count);
    });
    return { cells: texts, source };
  };

  const lines = [...byPartner]
    .filter(([, cells]) => cells.some((cell) => cell.forward || cell.forwardCurrency || cell.backward))
    .map(
      ([id, cells]): ReportLine => ({
        key: String(id),
        label: nameOf(id),
        level: 1,
        kind: "line",
        ...amountsOf(cells, id),
        ...(id === 0 ? {} : { record: { model: "res.partner", id } }),
      }),
    )
    .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : Number(a.key) - Number(b.key)));
  const total: ReportLine = {
    key: "total",
    label: "Total",
    level: 0,
    kind: "total",
    ...amountsOf(reading.cells, input.partnerId),
  };

  const currencies = currencyTotals({
    company,
    sign,
    currencies: reading.currencies,
    amounts: reading.cells.map(({ currencyId, bucket, forwardCurrency }) => ({
      currencyId,
      cell: bucket,
      amount: forwardCurrency,
    })),
    cells: buckets,
  });
  return {
    columns: [...buckets.map((name) => ({ name, label: bucketLabel(name) })), { name: "total", label: "Total" }],
    lines: [...lines, total],
    tieOuts: agedTieOuts({ company, reading, buckets, sign, lines: [...lines, total], nameOf }),
    notes: [...ageingNotes(side, asOf, ages), ...exchangeNotes(company, reading, nameOf, sign)],
    ...(currencies.length > 0 ? { currencies } : {}),
  };
}

/** Cells that are settled in their currency while something is left in company currency. */
function exchangeNotes(
  company: Company,
  { cells, currencies }: AgedReading,
  nameOf: (id: number) => string,
  sign: 1 | -1,
): string[] {
  const unsettled = cells.filter(
    ({ currencyId, forward, forwardCurrency }) =>
      currencyId !== company.currency.id && forward !== 0n && forwardCurrency === 0n,
  );
  const shown = unsettled.slice(0, 20).map(({ partnerId, currencyId, bucket, forward }) => {
    const left = formatMinor(sign === 1 ? forward : -forward, company.currency);
    const { code } = currencyOf(currencies, currencyId);
    return `Exchange difference not yet booked: ${nameOf(partnerId)}, ${bucketLabel(bucket)}: ${code} is settled, ${left} ${company.currency.code} remains in the total.`;
  });
  const more = unsettled.length - shown.length;
  return more > 0 ? [...shown, `Exchange difference not yet booked: ${more} more cells of this kind.`] : shown;
}
