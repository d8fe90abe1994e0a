import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BundledServer, buildServer, folderOf } from "../../vscode-extension/language-server/testing/bundled-server.ts";
import { odooHome } from "../odoo/home.ts";
import type { Measurement } from "./measurement.ts";

const FILES = [
  "sale/models/sale_order.py",
  "sale/models/sale_order_line.py",
  "sale/views/sale_order_views.xml",
  "account/views/account_move_views.xml",
  "stock/models/stock_picking.py",
  "purchase/models/purchase_order.py",
  "purchase/views/purchase_views.xml",
  "crm/models/crm_lead.py",
];
const PLACES = 20;

/** The bundled language server over all of Odoo 19: how long somebody who types waits. */
export async function run(): Promise<Measurement[]> {
  const addons = join(odooHome(), "root/usr/lib/python3/dist-packages/odoo/addons");
  if (!existsSync(addons)) throw new Error(`There is no Odoo 19 in ${addons}.`);
  const bundle = mkdtempSync(join(tmpdir(), "sextant-bundle-"));
  try {
    const folder = folderOf({ "odoo.conf": `[options]\naddons_path = ${addons}\n` });
    const server = await BundledServer.launch(buildServer(bundle), folder);
    return await measure(server, addons);
  } finally {
    rmSync(bundle, { recursive: true, force: true });
  }
}

async function measure(server: BundledServer, addons: string): Promise<Measurement[]> {
  const began = performance.now();
  const files = FILES.map((name) => {
    const path = join(addons, name);
    return { path, text: readFileSync(path, "utf8") };
  });
  const [first] = files;
  if (first === undefined) return [];
  await server.open(first.path, first.text);
  // Waits for the modules that the file depends on.
  await server.request("textDocument/hover", first.path, { line: 0, character: 0 });
  const closure = (performance.now() - began) / 1000;
  const member = placesOf(first.text, /self\./g)[0] ?? { line: 0, character: 0 };
  const firstCompletion = await timed(() => server.request("textDocument/completion", first.path, member));
  await server.until(() => server.ready > 0);
  const indexed = (performance.now() - began) / 1000;

  const completions: number[] = [];
  const hovers: number[] = [];
  const keystrokes: number[] = [];
  for (const { path, text } of files) {
    if (path !== first.path) await server.open(path, text);
    await server.diagnostics(path);
    const places = placesOf(text, path.endsWith(".py") ? /\b\w+\./g : /name="/g);
    for (const at of spread(places)) {
      completions.push(await timed(() => server.request("textDocument/completion", path, at)));
      hovers.push(await timed(() => server.request("textDocument/hover", path, at)));
    }
    for (const start of spread(places).slice(0, 8))
      for (const contentChanges of [
        [{ range: { start, end: start }, text: "x" }],
        [{ range: { start, end: { ...start, character: start.character + 1 } }, text: "" }],
      ])
        keystrokes.push(
          await timed(async () => {
            await server.change(path, contentChanges);
            await server.diagnostics(path);
          }),
        );
  }
  const memory = residentMegabytes(server.pid);
  await server.stop();
  const limited = (name: string, value: number, unit: string, limit: number): Measurement => {
    return { name, value, unit, limit: `<= ${limit}`, ok: value <= limit };
  };
  const given = (name: string, value: number, unit: string): Measurement => ({
    name,
    value,
    unit,
    limit: "",
    ok: true,
  });
  return [
    given("language server on Odoo 19, nothing kept: closure of sale read", closure, "s"),
    given("language server on Odoo 19, nothing kept: all modules read", indexed, "s"),
    limited("first completion once the closure is there", firstCompletion, "ms", 300),
    given(`completion, median of ${completions.length}`, percentile(completions, 0.5), "ms"),
    given("completion, p95", percentile(completions, 0.95), "ms"),
    limited(`keystroke to diagnostics, p95 of ${keystrokes.length}`, percentile(keystrokes, 0.95), "ms", 50),
    given("hover, p95", percentile(hovers, 0.95), "ms"),
    given("memory of the language server", memory, "MB"),
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Positions behind every match. */
function placesOf(text: string, pattern: RegExp) {
  const places: { line: number; character: number }[] = [];
  text.split("\n").forEach((source, line) => {
    for (const { index, 0: found } of source.matchAll(pattern)) places.push({ line, character: index + found.length });
  });
  return places;
}

function spread<Item>(items: readonly Item[]): Item[] {
  const step = Math.max(1, Math.floor(items.length / PLACES));
  return items.filter((_, index) => index % step === 0).slice(0, PLACES);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}
