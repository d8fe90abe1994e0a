import type { RunsBy } from "@sextant/contracts";

/** Which runs are shown, and by what they are added up; both stand in the address. */
export interface RunsSearch {
  readonly days?: number;
  readonly by?: RunsBy;
}

export const PERIODS = [1, 7, 30, 90] as const;
export const KINDS = ["day", "person", "agent", "model", "place"] as const satisfies readonly RunsBy[];

/** Reads an address; what does not fit is left out. */
export function readRunsSearch({ days, by }: Record<string, unknown>): RunsSearch {
  const [period, kind] = [PERIODS.find((one) => one === Number(days)), KINDS.find((one) => one === by)];
  return { ...(period === undefined ? {} : { days: period }), ...(kind === undefined ? {} : { by: kind }) };
}
