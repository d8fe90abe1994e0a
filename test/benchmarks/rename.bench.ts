import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type CodeSymbol,
  isRefusal,
  lensesOf,
  lensItems,
  type Project,
  renameSymbol,
  semanticTokens,
  workspaceSymbols,
} from "@sextant/odoo-code";
import { loadProject, sourceFiles } from "@sextant/odoo-workspace";
import { odooHome } from "../odoo/home.ts";
import type { Measurement } from "./measurement.ts";

const FIELDS: readonly (readonly [model: string, field: string])[] = [
  ["sale.order", "order_line"],
  ["account.move", "invoice_date"],
  ["product.template", "list_price"],
  ["stock.move", "product_uom_qty"],
  ["mail.thread", "message_ids"],
];
const QUERIES =
  "sale.order partner_id vof actconf account.move.line mail_thread invoice pickval order.line g_user".split(" ");
const FILES = 300;

/**
 * What an editor asks over all addons of Odoo 19: renames, symbols by scattered letters, lenses, tokens. Times are those of the processor, so that
 * what else runs on the machine does not count. Needs the sources of Odoo, no server.
 */
export async function run(): Promise<Measurement[]> {
  const root = join(odooHome(), "root/usr/lib/python3/dist-packages/odoo/addons");
  if (!existsSync(root)) throw new Error(`No Odoo 19 in ${root}: provision it with npm test.`);
  const project = await loadProject({ roots: [root], version: "19.0" });
  const renames = FIELDS.map(([model, field]) => renamed(project, { kind: "field", model, field }));
  for (const query of QUERIES) workspaceSymbols(project, query);
  const symbols = QUERIES.flatMap((query) => repeated(10, () => workspaceSymbols(project, query)));
  const files = sample(project);
  const lenses = files.map((facts) =>
    timed(() => {
      for (const lens of lensesOf(facts, project)) lensItems(lens, project);
    }),
  );
  const tokens = files.map((facts) => timed(() => semanticTokens(facts, project)));
  const slowest = renames.reduce((worst, one) => (one.ms > worst.ms ? one : worst));
  return [
    ...renames.map(({ name, ms }) => ({ name, value: ms, unit: "ms", limit: "", ok: true })),
    limited(`slowest of these renames, over ${project.modules.order.length} addons`, slowest.ms, 1000),
    limited("symbols of the workspace, 95 %", high(symbols), 50),
    limited("lenses of a file with what they list, 95 %", high(lenses), 50),
    limited("names with a meaning in a file, 95 %", high(tokens), 50),
  ];
}

function renamed(project: Project, symbol: CodeSymbol & { readonly kind: "field" }) {
  let places = 0;
  let asked = 0;
  const ms = timed(() => {
    const plan = renameSymbol({ project, ...sourceFiles(), writable: () => true }, symbol, "zz_renamed");
    if (isRefusal(plan)) throw new Error(plan.refused);
    places = plan.edits.reduce((sum, { edits }) => sum + edits.length, 0);
    asked = plan.uncertain.length + plan.more;
  });
  return { name: `rename ${symbol.model}.${symbol.field}: ${places} places, ${asked} to be asked`, ms };
}

/** Files of models and data at equal distances. */
function sample({ files }: Project) {
  const telling = [...files.values()].filter(
    (facts) =>
      (facts.kind === "python" && facts.classes.length > 0) || (facts.kind === "xml" && facts.records.length > 0),
  );
  const step = Math.max(1, Math.floor(telling.length / FILES));
  return telling.filter((_facts, at) => at % step === 0).slice(0, FILES);
}

const limited = (name: string, value: number, limit: number): Measurement => ({
  name,
  value,
  unit: "ms",
  limit: `<= ${limit}`,
  ok: value <= limit,
});

function timed(work: () => unknown): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function repeated(times: number, work: () => unknown): number[] {
  return Array.from({ length: times }, () => timed(work));
}

/** Ninety-five of a hundred are no higher. */
function high(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0;
}
