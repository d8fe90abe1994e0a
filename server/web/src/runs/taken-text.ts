import type { RunsTaken } from "@sextant/contracts";

export const countText = (count: number): string => count.toLocaleString("en");

/** Milliseconds as one reads them: `0.4 s`, `12 s`, `3 min`, `2.5 h`. */
export function timeText(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return `${(ms / 3_600_000).toFixed(1)} h`;
}

/** Dollars with at least two decimals, as exact as they are known. */
export function costText(cost: string): string {
  const [whole = "0", part = ""] = cost.split(".");
  return `${countText(Number(whole))}.${part.padEnd(2, "0")} USD`;
}

/** The cost of many questions, with those whose cost nobody knows. */
export const costsText = ({ cost, unpriced }: Pick<RunsTaken, "cost" | "unpriced">): string =>
  unpriced === 0 ? costText(cost) : `${costText(cost)} and ${countText(unpriced)} without a price`;

const PLACES: Readonly<Record<string, string>> = {
  page: "On a page",
  schedule: "By a schedule",
  "command line": "On the command line",
  mcp: "By an MCP client",
};
/** Where a question was asked. */
export const placeText = (from: string): string => PLACES[from] ?? from;
