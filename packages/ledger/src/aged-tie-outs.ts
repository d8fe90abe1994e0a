import type { ReportLine, TieOut } from "@sextant/contracts";
import { currencyOf } from "./currency-totals.ts";
import type { AgedReading, Bucket } from "./ledger-source.ts";
import { parseMinor } from "./money.ts";
import { tieOutOf } from "./tie-out.ts";
import type { Company } from "./types.ts";

interface AgedTieOutsInput {
  readonly company: Company;
  readonly reading: AgedReading;
  readonly buckets: readonly Bucket[];
  readonly sign: 1 | -1;
  /** The lines as shown; their buckets are read back from the text. */
  readonly lines: readonly ReportLine[];
  readonly nameOf: (partnerId: number) => string;
}

/** Forward = backward per cell in both currencies, Σ residual = control account, Σ buckets = total on every line. */
export function agedTieOuts({ company, reading, buckets, sign, lines, nameOf }: AgedTieOutsInput): TieOut[] {
  const signed = (amount: bigint) => BigInt(sign) * amount;
  const total = reading.cells.reduce((sum, { forward }) => sum + forward, 0n);
  return [
    forwardBackward(),
    ...currencyForwardBackward(),
    tieOutOf(
      company.currency,
      "control-account",
      "Sum of open amounts = balance of the control accounts",
      signed(total),
      signed(reading.control),
    ),
    bucketsTieOut(),
  ];

  function forwardBackward(): TieOut {
    const name = "forward-equals-backward";
    const differs = reading.cells.find(({ forward, backward }) => forward !== backward);
    if (differs) {
      const where = `${nameOf(differs.partnerId)}, ${differs.bucket}`;
      const label = `Open amount from the entries = from the stored residual (${where})`;
      return tieOutOf(company.currency, name, label, signed(differs.forward), signed(differs.backward));
    }
    const backward = reading.cells.reduce((sum, cell) => sum + cell.backward, 0n);
    const label = "Open amount from the entries = from the stored residual, every line";
    return tieOutOf(company.currency, name, label, signed(total), signed(backward));
  }

  function currencyForwardBackward(): TieOut[] {
    const ids = new Set(reading.cells.map(({ currencyId }) => currencyId));
    ids.delete(company.currency.id);
    return [...ids]
      .sort((a, b) => a - b)
      .map((id) => {
        const currency = currencyOf(reading.currencies, id);
        const cells = reading.cells.filter(({ currencyId }) => currencyId === id);
        const differs = cells.find((cell) => cell.forwardCurrency !== cell.backwardCurrency);
        const compared = differs ? [differs] : cells;
        const where = differs ? `${nameOf(differs.partnerId)}, ${differs.bucket}` : "every line";
        return tieOutOf(
          currency,
          `forward-equals-backward-${currency.code}`,
          `Open ${currency.code} from the entries = from the stored residual (${where})`,
          signed(compared.reduce((sum, cell) => sum + cell.forwardCurrency, 0n)),
          signed(compared.reduce((sum, cell) => sum + cell.backwardCurrency, 0n)),
        );
      });
  }

  function bucketsTieOut(): TieOut {
    let last = tieOutOf(company.currency, "buckets", "Sum of buckets = total", 0n, 0n);
    for (const { label, cells } of lines) {
      const read = (name: string) => parseMinor(cells[name] ?? "0", company.currency);
      const sum = buckets.reduce((amount, bucket) => amount + read(bucket), 0n);
      last = tieOutOf(company.currency, "buckets", `Sum of buckets = total (${label})`, sum, read("total"));
      if (!last.ok) return last;
    }
    return last;
  }
}
