import { readFileSync } from "node:fs";
import { SextantError } from "@sextant/contracts";
import { formatMinor, parseMinor } from "@sextant/ledger";
import { parse } from "yaml";
import { z } from "zod";
import type { ModelName, Usage } from "./types.ts";

/** Dollars per million tokens to six digits are 10⁻¹² dollars per token: the unit in which costs are counted. */
const PER_TOKEN = { code: "USD", decimals: 6 };
const COST = { code: "USD", decimals: 12 };

const price = z.string().regex(/^\d{1,6}(\.\d{1,6})?$/, "a decimal text with at most six digits after the point");
const entry = z.strictObject({
  models: z.array(z.string().min(1)).min(1),
  input: price,
  cacheRead: price,
  cacheWrite: price,
  output: price,
});
const file = z.strictObject({
  asOf: z.iso.date(),
  currency: z.literal("USD"),
  vendors: z.strictObject({ anthropic: z.array(entry), openai: z.array(entry), ollama: z.array(entry) }),
});

/** What models cost, as of a day. */
export interface Prices {
  readonly asOf: string;
  /** Cost in 10⁻¹² dollars; null when the model's price is not known. */
  costOf(name: ModelName, usage: Usage): bigint | null;
}

/** @throws SextantError `not_configured` naming what does not fit. */
export function loadPrices(path: string): Prices {
  const parsed = file.safeParse(parse(readFileSync(path, "utf8"), { maxAliasCount: 0 }));
  if (!parsed.success)
    throw new SextantError("not_configured", `The prices ${path} do not fit: ${z.prettifyError(parsed.error)}`);
  const { asOf, vendors } = parsed.data;
  return {
    asOf,
    costOf({ vendor, model }, usage) {
      const found = vendors[vendor].find(({ models }) => models.some((pattern) => fits(pattern, model)));
      if (found === undefined) return null;
      const kinds = ["input", "cacheRead", "cacheWrite", "output"] as const;
      return kinds.reduce((sum, kind) => sum + BigInt(usage[kind]) * parseMinor(found[kind], PER_TOKEN), 0n);
    },
  };
}

const fits = (pattern: string, model: string) =>
  pattern.endsWith("*") ? model.startsWith(pattern.slice(0, -1)) : model === pattern;

/** A cost as a decimal text in dollars, to a hundredth of a cent, rounded up so that it never looks free. */
export function showCost(cost: bigint): string {
  const step = 10n ** 8n;
  return formatMinor((cost + step - 1n) / step, { decimals: 4 });
}

/** A cost in dollars as exactly as it is counted, without zeros at its end. */
export const exactDollars = (cost: bigint): string => formatMinor(cost, COST).replace(/\.?0+$/, "");

/** Dollars as costs are counted. */
export const dollars = (text: string): bigint => parseMinor(text, COST);
