import type { Contributor } from "@sextant/contracts";
import type { LiveRun } from "./conversation-state.ts";

/** What runs took together. Cost in dollars; null where the price of a model is not known. */
export interface RunTotals {
  readonly requests: number;
  readonly tools: number;
  readonly tokens: number;
  readonly cost: string | null;
  readonly seconds: number;
}

const DECIMALS = 12;

/** Dollars as an exact number of 10⁻¹². */
function pico(cost: string): bigint {
  const [whole = "0", part = ""] = cost.split(".");
  return BigInt(whole) * 10n ** BigInt(DECIMALS) + BigInt(part.padEnd(DECIMALS, "0").slice(0, DECIMALS));
}

function dollars(cost: bigint): string {
  const digits = cost.toString().padStart(DECIMALS + 1, "0");
  const part = digits.slice(-DECIMALS).replace(/0+$/, "").padEnd(2, "0");
  return `${digits.slice(0, -DECIMALS)}.${part}`;
}

/** Agents work side by side: the time is that of the slowest. */
export function totalsOf(runs: readonly (LiveRun | Contributor)[]): RunTotals {
  const steps = runs.flatMap((run) => run.steps);
  const asked = steps.filter(({ tokens }) => tokens !== undefined);
  const costs = runs.flatMap((run) => ("cost" in run ? [run.cost] : run.steps.map(({ cost }) => cost)));
  const known = costs.filter((cost) => cost !== undefined);
  return {
    requests: asked.length,
    tools: steps.filter(({ ms }) => ms !== undefined).length,
    tokens: runs.reduce(
      (sum, run) => sum + ("tokens" in run ? run.tokens : run.steps.reduce((all, { tokens = 0 }) => all + tokens, 0)),
      0,
    ),
    cost: known.includes(null) ? null : dollars(known.reduce((sum, cost) => sum + pico(cost ?? "0"), 0n)),
    seconds: Math.max(0, ...steps.map(({ at }) => at)) / 1000,
  };
}

export function totalsText({ requests, tools, tokens, cost, seconds }: RunTotals): string {
  const count = (n: number, one: string) => `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;
  return [
    count(requests, "request"),
    count(tools, "tool call"),
    count(tokens, "token"),
    cost === null ? "cost not known" : `${cost} USD`,
    `${seconds.toFixed(1)} s`,
  ].join(" · ");
}
