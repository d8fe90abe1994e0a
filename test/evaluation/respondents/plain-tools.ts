import { SextantError } from "@sextant/contracts";
import type { OdooClient } from "@sextant/odoo-client";
import { z } from "zod";
import { findNumerals } from "../../../server/src/assistant/grounding/numerals.ts";
import type { LanguageModel, ModelToolCall, ToolResult, Turn } from "../../../server/src/assistant/models/types.ts";
import type { Reply, Respondent } from "./respondent.ts";

const CALLS = 8;
const ROWS = 200;
const LONGEST = 24_000;
const domain = z.array(z.unknown()).default([]);

const search = z.object({
  model: z.string(),
  domain,
  fields: z.array(z.string()).min(1),
  limit: z.number().int().min(1).max(ROWS).default(80),
  order: z.string().optional(),
});
const group = z.object({
  model: z.string(),
  domain,
  groupBy: z.array(z.string()).default([]),
  aggregates: z.array(z.string()).min(1),
});

const SYSTEM =
  "You answer questions about the company in this Odoo. Use the tools to read what you need. State figures exactly, with two decimals and their currency. " +
  "When the data do not hold the answer, or the question can mean several things, say so and state no figure.";

/** The same model with what many servers of tools offer it: search_read and read_group, and nothing of Sextant's. */
export function plainTools(name: string, model: LanguageModel): Respondent {
  return {
    name: `${name}, search and read_group alone`,
    routed: false,
    async ask({ ask, after, as }, place): Promise<Reply> {
      const client = await place.client(as).catch(() => null);
      if (client === null) return reply("There is no Odoo here.", "not_configured", 0);
      const turns: Turn[] = [{ role: "user", text: after === undefined ? ask : `${after}\n\n${ask}` }];
      const signal = AbortSignal.timeout(300_000);
      for (let call = 1; call <= CALLS; call += 1) {
        let text = "";
        const calls: ModelToolCall[] = [];
        for await (const event of model.stream(
          { system: SYSTEM, turns, tools: OFFERS, maxOutputTokens: 4000 },
          signal,
        )) {
          if (event.type === "text") text += event.text;
          else if (event.type === "tool-call") calls.push(event.call);
        }
        if (calls.length === 0) return reply(text, null, call);
        const results = await Promise.all(calls.map((one) => run(client, one)));
        turns.push({ role: "assistant", text, calls }, { role: "tools", results });
      }
      return reply("", "model_budget", CALLS);
    },
  };
}

const OFFERS = [
  {
    name: "search_read",
    description: 'Records of a model of Odoo that match a domain, e.g. [["state", "=", "posted"]].',
    input: z.toJSONSchema(search, { io: "input" }),
  },
  {
    name: "read_group",
    description:
      'Sums and counts: groupBy e.g. ["partner_id", "date:month"], aggregates e.g. ["balance:sum", "__count"].',
    input: z.toJSONSchema(group, { io: "input" }),
  },
];

async function run(client: OdooClient, { id, name, input }: ModelToolCall): Promise<ToolResult> {
  try {
    const result = await (name === "search_read"
      ? client.search({ ...readInput(search, input) })
      : name === "read_group"
        ? client.aggregate(readInput(group, input))
        : Promise.reject(new SextantError("bad_usage", `There is no tool ${name}.`)));
    return { call: id, name, content: JSON.stringify(result).slice(0, LONGEST), failed: false };
  } catch (error) {
    return { call: id, name, content: error instanceof Error ? error.message : String(error), failed: true };
  }
}

/** The schema's types meet the client's: domains are checked by Odoo. */
function readInput<T extends z.ZodType>(schema: T, input: unknown) {
  const parsed = schema.safeParse(input);
  if (parsed.success) return JSON.parse(JSON.stringify(parsed.data));
  throw new SextantError("bad_usage", z.prettifyError(parsed.error));
}

/** An amount is a numeral with decimals or of at least three digits; dates and small counts are not. */
function reply(text: string, code: string | null, calls: number): Reply {
  const figures = findNumerals(text).flatMap((numeral) => {
    const [reading] = numeral.readings ?? [];
    if (reading === undefined || !("percent" in numeral) || numeral.percent) return [];
    const value = decimalOf(reading.digits, reading.exponent);
    const year = /^(19|20)\d\d$/.test(value) && numeral.mark === null;
    return year || (value.length < 3 && numeral.mark === null) ? [] : [{ value, proved: false }];
  });
  return { figures, text, code: code ?? null, report: null, parameters: {}, records: undefined, calls };
}

function decimalOf(digits: bigint, exponent: number): string {
  if (exponent >= 0) return (digits * 10n ** BigInt(exponent)).toString();
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(-exponent + 1, "0");
  return `${negative ? "-" : ""}${text.slice(0, exponent)}.${text.slice(exponent)}`;
}
