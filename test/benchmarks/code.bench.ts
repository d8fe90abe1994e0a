import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openWorkspace, type Workspace } from "@sextant/odoo-workspace";
import { odooHome } from "../odoo/home.ts";
import type { BranchSwitch } from "./branch-switch.ts";
import type { Measurement } from "./measurement.ts";

const WORKER = resolve("server/dist/facts-worker.js");
const KEYSTROKES = 60;

const limited = (name: string, value: number, unit: string, limit: number): Measurement => ({
  name,
  value,
  unit,
  limit: `<= ${limit}`,
  ok: value <= limit,
});

/** The index over all addons of Odoo 19: cold, warm, memory, first completion, a keystroke, a branch switch. Needs its sources, no server. */
export async function run(): Promise<Measurement[]> {
  const addons = join(odooHome(), "root/usr/lib/python3/dist-packages/odoo/addons");
  if (!existsSync(addons)) throw new Error(`No Odoo 19 in ${addons}: provision it with npm test.`);
  if (!existsSync(WORKER)) throw new Error(`No ${WORKER}: run npm run build.`);
  const home = await mkdtemp(join(tmpdir(), "sextant-bench-"));
  const data = join(home, "data");
  const open = (folders: readonly string[], kept: string, more: readonly string[] = []) =>
    openWorkspace({ folders, addons: more, version: "19.0", data: kept, workerScript: WORKER });
  try {
    custom(home);
    const first = await firstCompletion(() => open([join(home, "custom")], join(home, "none"), [addons]), home);
    const cold = await timed(() => open([addons], data));
    const peak = process.resourceUsage().maxRSS / 1024;
    const settled = memory();
    await cold.workspace.close();
    const warm = await timed(() => open([addons], data));
    const kept = await firstCompletion(() => open([join(home, "custom")], data, [addons]), home);
    const typing = await keystrokes(warm.workspace, join(addons, "sale/models/sale_order.py"));
    const search = performance.now();
    const { length: found } = warm.workspace.project.references.toField("res.partner", "name");
    const searched = performance.now() - search;
    await warm.workspace.close();
    const { grown, longest, seconds, files } = branchSwitch(home, addons);
    const modules = warm.workspace.project.modules.order.length;
    return [
      limited(`index of ${modules} addons, cold, until all of it is read`, cold.seconds, "s", 8),
      limited("the same, until what they define is known: models, views, ids", cold.defined, "s", 8),
      limited("the same, warm", warm.seconds, "s", 1),
      limited("memory of the process at its most, workers included", peak, "MB", 500),
      limited("memory when all is read", settled, "MB", 500),
      limited("first completion in a workspace that depends on sale, facts kept", kept, "ms", 300),
      limited("the same, nothing kept", first, "ms", 300),
      limited("a keystroke until the fields of its model are known, 95 %", typing, "ms", 50),
      { name: `all ${found} references to res.partner.name`, value: searched, unit: "ms", limit: "", ok: true },
      { name: `a branch switch of ${files} files`, value: seconds, unit: "s", limit: "", ok: true },
      limited("longest pause of the event loop meanwhile", longest, "ms", 200),
      limited("memory that five switches there and back leave", grown, "MB", 30),
    ];
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function timed(open: () => Promise<Workspace>) {
  const start = performance.now();
  const workspace = await open();
  await workspace.whenDefined();
  const defined = (performance.now() - start) / 1000;
  await workspace.whenComplete();
  return { workspace, defined, seconds: (performance.now() - start) / 1000 };
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1024 / 1024;
}

/** A module of one's own, as a workspace beside an Odoo has it. */
function custom(home: string): void {
  const folder = join(home, "custom/mine");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "__manifest__.py"), '{"name": "mine", "depends": ["sale"]}');
  writeFileSync(join(folder, "__init__.py"), "from . import order");
  writeFileSync(
    join(folder, "order.py"),
    'from odoo import models\nclass O(models.Model):\n    _inherit = "sale.order"\n',
  );
}

/** Milliseconds from opening until the fields of the model in the open file are known. */
async function firstCompletion(open: () => Promise<Workspace>, home: string): Promise<number> {
  const start = performance.now();
  const workspace = await open();
  const project = await workspace.readModelsOf([join(home, "custom/mine/order.py")]);
  const fields = project.models.get("sale.order")?.fields;
  const taken = performance.now() - start;
  await workspace.close();
  // Its own, one of a mixin in mail, and one of a mixin in utm.
  for (const name of ["partner_id", "message_ids", "campaign_id"])
    if (!fields?.has(name)) throw new Error(`sale.order has no ${name}: not what is to be measured.`);
  return taken;
}

/** The 95th percentile of milliseconds from a text to the fields of its model. */
async function keystrokes(workspace: Workspace, file: string): Promise<number> {
  const text = readFileSync(file, "utf8");
  const taken: number[] = [];
  for (let at = 0; at < KEYSTROKES; at += 1) {
    const start = performance.now();
    const project = workspace.documentChanged(file, `${text}\n    x${at} = fields.Char()\n`);
    if (!project.models.get("sale.order")?.fields.has("partner_id"))
      throw new Error("The fields of sale.order are not known.");
    taken.push(performance.now() - start);
    await new Promise((resolve) => setImmediate(resolve));
  }
  workspace.documentClosed(file);
  return taken.sort((a, b) => a - b)[Math.floor(KEYSTROKES * 0.95)] ?? 0;
}

/** In a process of its own: what other workspaces left behind in this one, and give back when it suits them, is none of its business. */
function branchSwitch(home: string, addons: string): BranchSwitch {
  const program = `import { runTypeScript } from "./scripts/run-typescript.mjs";
await runTypeScript("test/benchmarks/branch-switch.ts", { nodeFlags: ["--expose-gc"], args: ${JSON.stringify([home, addons])} });`;
  const written = execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  return JSON.parse(written.trim().split("\n").at(-1) ?? "") as BranchSwitch;
}
