import { connect, type OdooClient } from "../../packages/odoo-client/src/index.ts";
import { openLive } from "../../server/src/odoo/index.ts";
import { runReport } from "../../server/src/reports/index.ts";
import type { BenchmarkTarget, Measurement } from "./measurement.ts";

const ROUNDS = 7;
const PERIOD = { from: "2026-01-01", to: "2026-03-31" };
/** A period that no calendar unit fits. */
const ODD_PERIOD = { from: "2026-01-12", to: "2026-03-17" };
const AS_OF = ["2026-03-31", "2025-03-15"] as const;

/**
 * Live statements on the volume database, each from the question to the proved result (companies, accounts, ledger, tie-outs), against
 * one bare `formatted_read_group` of all items by account and month. Passes alternate and the median counts, so that a busy moment hits
 * all alike.
 */
export async function run({ url, database, key, login, companyId }: BenchmarkTarget): Promise<Measurement[]> {
  const client = await connect({ url, database, login, secret: key });
  const source = openLive(client);
  try {
    const report = (name: string, dates: object) => async () => {
      await runReport(source, name, { company: companyId, ...dates }, { today: "2026-11-20" });
    };
    const trialBalance = report("trial-balance", PERIOD);
    const oddTrialBalance = report("trial-balance", ODD_PERIOD);
    const [group, balance, odd] = await alternate([byAccountAndMonth(client), trialBalance, oddTrialBalance]);
    const results: Measurement[] = [
      { name: "formatted_read_group by account and month", value: group, unit: "s", limit: "", ok: true },
      { name: "live trial balance over a quarter", value: balance, unit: "s", limit: "", ok: true },
      limited("live trial balance ÷ that formatted_read_group", balance / group, "×", 1.5),
      { name: "live trial balance over days within months", value: odd, unit: "s", limit: "", ok: true },
      limited("the same ÷ that formatted_read_group", odd / group, "×", 1.5),
    ];
    for (const asOf of AS_OF) {
      const [receivable, payable] = await alternate(
        [report("aged-receivable", { asOf }), report("aged-payable", { asOf })],
        3,
      );
      results.push(limited(`live aged receivable at ${asOf}`, receivable, "s", 5));
      results.push(limited(`live aged payable at ${asOf}`, payable, "s", 5));
    }
    return results;
  } finally {
    await source.close();
  }
}

/** The yardstick: what any client would send for all posted items, by account and month. */
function byAccountAndMonth(client: OdooClient): () => Promise<void> {
  const named = {
    domain: [["parent_state", "=", "posted"]],
    groupby: ["account_id", "date:month"],
    aggregates: ["balance:sum"],
  };
  return async () => {
    await client.call("read", "account.move.line", "formatted_read_group", { named });
  };
}

function limited(name: string, value: number, unit: string, most: number): Measurement {
  return { name, value, unit, limit: `<= ${most}`, ok: value <= most };
}

/** Median seconds of each, in turns; one pass before warms caches on both sides. */
async function alternate<const Work extends readonly (() => Promise<void>)[]>(
  work: Work,
  rounds = ROUNDS,
): Promise<{ [Key in keyof Work]: number }> {
  const seconds = work.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, pass] of work.entries()) {
      const start = performance.now();
      await pass();
      if (round > 0) seconds[index]?.push((performance.now() - start) / 1000);
    }
  }
  const medians = seconds.map((times) => [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN);
  return medians as { [Key in keyof Work]: number };
}
