import type { IsoDate, ReportLine, TieOut } from "@sextant/contracts";
import { ageingNotes } from "./ageing-notes.ts";
import { bucketsAt } from "./bucket.ts";
import { cellSourceOf } from "./cell-source.ts";
import { currencyOf, currencyTotals } from "./currency-totals.ts";
import type { OpenItem, OpenItemsReading, Side } from "./ledger-source.ts";
import { formatMinor, sumMinor } from "./money.ts";
import { compareOpenItems } from "./open-items.ts";
import type { Statement } from "./statement.ts";
import { tieOutOf } from "./tie-out.ts";
import type { Company } from "./types.ts";

interface OpenItemsInput {
  readonly company: Company;
  readonly side: Side;
  readonly asOf: IsoDate;
  readonly reading: OpenItemsReading;
  /** The commercial partner that the reading is narrowed to, if it is. */
  readonly partnerId?: number;
}

/**
 * Every item open at D under a heading per commercial partner. Cells: `residual` and `original` in company currency,
 * `residual-currency` in the item's own. Payables are shown with the sign reversed. An item is its own proof, through its record; the sums
 * carry a domain.
 */
export function openItemsStatement(input: OpenItemsInput): Statement {
  const { company, side, asOf } = input;
  const reading = { ...input.reading, items: [...input.reading.items].sort(compareOpenItems) };
  const sign = side === "receivable" ? 1 : -1;
  const shown = (amount: bigint) => formatMinor(sign === 1 ? amount : -amount, company.currency);
  const bucketOfDue = bucketsAt(asOf);
  const nameOf = (id: number) => reading.partners.get(id) ?? (id === 0 ? "No partner" : `Partner ${id}`);
  const groups = new Map<number, OpenItem[]>();
  for (const item of reading.items) {
    const group = groups.get(item.partnerId);
    if (group) group.push(item);
    else groups.set(item.partnerId, [item]);
  }

  const itemLine = (item: OpenItem): ReportLine => {
    const currency = currencyOf(reading.currencies, item.currencyId);
    const unbooked = currency.id !== company.currency.id && item.residualCurrency === 0n && item.residual !== 0n;
    return {
      key: String(item.id),
      label: item.label === "" || item.label === item.entry ? item.entry : `${item.entry} ${item.label}`,
      level: 1,
      kind: "line",
      cells: {
        residual: shown(item.residual),
        "residual-currency": formatMinor(sign === 1 ? item.residualCurrency : -item.residualCurrency, currency),
        original: shown(item.balance),
      },
      // One item is its own proof: the record below.
      source: {},
      facts: {
        entry: item.entry,
        date: item.date,
        due: item.due,
        partner: nameOf(item.partnerId),
        currency: currency.code,
        bucket: bucketOfDue(item.due),
        ...(unbooked ? { note: "exchange difference not yet booked" } : {}),
      },
      record: { model: "account.move", id: item.moveId },
    };
  };

  const parts = [{ accountIds: [...reading.accountIds].sort((a, b) => a - b), to: asOf }];
  const sumLine = (items: readonly OpenItem[], partnerId: number | undefined, count: number | undefined) => ({
    cells: { residual: shown(sumMinor(items.map(({ residual }) => residual))) },
    source:
      count === undefined
        ? {}
        : { residual: cellSourceOf({ company, measure: "residual", sign, asOf, partnerId, parts, count }) },
  });

  const counted = reading.counts && [...reading.counts.values()].reduce((sum, count) => sum + count, 0);
  const lines = [...groups]
    .sort(([a], [b]) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : a - b))
    .flatMap(([id, items]): ReportLine[] => [
      {
        key: `partner-${id}`,
        label: nameOf(id),
        level: 0,
        kind: "heading",
        ...sumLine(items, id, reading.counts?.get(id)),
        ...(id === 0 ? {} : { record: { model: "res.partner", id } }),
      },
      ...items.map(itemLine),
    ]);
  const currencies = currencyTotals({
    company,
    sign,
    currencies: reading.currencies,
    amounts: reading.items.map((item) => ({
      currencyId: item.currencyId,
      cell: "residual-currency",
      amount: item.residualCurrency,
    })),
    cells: ["residual-currency"],
  });
  const unbooked = lines.filter(({ facts }) => facts?.note !== undefined).length;
  return {
    columns: [
      { name: "residual", label: `Open ${company.currency.code}` },
      { name: "residual-currency", label: "Open in its currency" },
      { name: "original", label: `Original ${company.currency.code}` },
    ],
    lines: [
      ...lines,
      { key: "total", label: "Total", level: 0, kind: "total", ...sumLine(reading.items, input.partnerId, counted) },
    ],
    tieOuts: openItemsTieOuts(company, reading, sign),
    notes: [
      ...ageingNotes(side, asOf),
      ...(unbooked > 0
        ? [
            `Exchange difference not yet booked: ${unbooked} item(s) are settled in their currency and not in ${company.currency.code}; they stay in the total.`,
          ]
        : []),
    ],
    ...(currencies.length > 0 ? { currencies } : {}),
  };
}

function openItemsTieOuts(company: Company, { items, control }: OpenItemsReading, sign: 1 | -1): TieOut[] {
  const signed = (amount: bigint) => BigInt(sign) * amount;
  const differs = items.find(({ residual, backwardResidual }) => residual !== backwardResidual);
  const compared = differs ? [differs] : items;
  const total = sumMinor(items.map(({ residual }) => residual));
  return [
    tieOutOf(
      company.currency,
      "forward-equals-backward",
      `Open amount from the entries = from the stored residual (${differs ? `${differs.entry}, item ${differs.id}` : "every item"})`,
      signed(sumMinor(compared.map(({ residual }) => residual))),
      signed(sumMinor(compared.map(({ backwardResidual }) => backwardResidual))),
    ),
    tieOutOf(
      company.currency,
      "control-account",
      "Sum of open items = balance of the control accounts",
      signed(total),
      signed(control),
    ),
  ];
}
