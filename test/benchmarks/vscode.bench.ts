import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findWholeChromium, launch } from "../end-to-end/browser.ts";
import { vscodeMissing } from "../vscode/home.ts";
import { packedVsix } from "../vscode/packed-extension.ts";
import { startWorkbench } from "../vscode/vscode-server.ts";
import { Workbench } from "../vscode/workbench.ts";
import type { Measurement } from "./measurement.ts";

const LIMIT_MS = 200;
const READY_MS = 300_000;

/** Milliseconds that VS Code itself says the packed extension took to be loaded and activated: the page of its running extensions. */
export async function run(): Promise<Measurement[]> {
  const missing = vscodeMissing();
  if (missing !== null) {
    console.warn(`SKIPPED: ${missing}`);
    return [];
  }
  const data = mkdtempSync(join(tmpdir(), "sextant-activation-"));
  const folder = join(data, "workspace");
  cpSync(resolve(import.meta.dirname, "../vscode/workspace"), folder, { recursive: true });
  const server = await startWorkbench(join(data, "server"), [packedVsix()]);
  const browser = await launch(findWholeChromium() ?? "");
  try {
    const vscode = await Workbench.open(browser, server.url, folder);
    await vscode.statusItem(/Odoo \d/).waitFor({ timeout: READY_MS });
    await vscode.run("Developer: Show Running Extensions");
    const row = vscode.page.locator(".runtime-extensions-editor .extension", { hasText: "Sextant for Odoo" }).first();
    const said = await row.locator(".activation-time").innerText();
    const value = Number(/(\d+)\s*ms/.exec(said)?.[1]);
    if (Number.isNaN(value)) throw new Error(`VS Code shows no time of activation: ${said}`);
    return [
      {
        name: "activation of the editor extension (packed; as VS Code shows it)",
        value,
        unit: "ms",
        limit: `<= ${LIMIT_MS}`,
        ok: value <= LIMIT_MS,
      },
    ];
  } finally {
    await browser.close();
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
