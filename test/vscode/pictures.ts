import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findWholeChromium, launch } from "../end-to-end/browser.ts";
import { vscodeMissing } from "./home.ts";
import { packedVsix } from "./packed-extension.ts";
import { startWorkbench } from "./vscode-server.ts";
import { Workbench } from "./workbench.ts";

/** Takes the pictures of the guide of the extension, in the window of a real VS Code. */
const OUT = resolve(import.meta.dirname, "../../docs/guides/images");
const LARGEST = 200 * 1024;

const missing = vscodeMissing();
if (missing !== null) {
  console.error(`No pictures: ${missing}.`);
  process.exit(2);
}
const data = mkdtempSync(join(tmpdir(), "sextant-pictures-"));
const folder = join(data, "bikes");
cpSync(join(import.meta.dirname, "workspace"), folder, { recursive: true });
mkdirSync(OUT, { recursive: true });
const server = await startWorkbench(join(data, "server"), [packedVsix()]);
const browser = await launch(findWholeChromium() ?? "");
try {
  const vscode = await Workbench.open(browser, server.url, folder, { width: 1200, height: 760 });
  const { page, editor } = vscode;
  const picture = async (name: string) => {
    // Lets what moves come to rest.
    await page.waitForTimeout(2500);
    const path = join(OUT, `vscode-${name}.png`);
    await page.screenshot({ path });
    if (statSync(path).size > LARGEST) throw new Error(`${path} is larger than ${LARGEST} bytes.`);
    console.log(path);
  };
  await vscode.statusItem(/Odoo \d/).waitFor({ timeout: 180_000 });

  await vscode.openFile("bike_rental_draft/models/bike_repair.py");
  await vscode.showViews("Odoo");
  for (const label of ["bike_rental_draft", "bike.repair", "Fields"])
    await vscode.treeItem(label).locator(".monaco-tl-twistie").click();
  await vscode.treeItem("insurance_id").waitFor();
  await vscode.showProblems();
  await picture("problems");

  await page.keyboard.press("Control+Shift+M");
  await vscode.openFile("bike_rental_insurance/views/bike_rental_views.xml");
  await editor.click('name="insurance_id"', "insurance_id");
  await vscode.run("Sextant: Show Combined View");
  await page.locator(".tab", { hasText: "(combined)" }).waitFor();
  await vscode.run("View: Close Primary Side Bar");
  await picture("combined-view");

  await vscode.run("View: Close All Editors");
  await vscode.openFile("bike_rental/models/bike_rental.py");
  await editor.goTo(21, 35);
  await page.keyboard.press("Control+Space");
  await editor.suggestions.filter({ hasText: "frame_number" }).first().waitFor();
  await picture("completion");
  await page.keyboard.press("Escape");

  await vscode.openFile("bike_rental/models/bike_bike.py");
  await editor.click("daily_price = fields.Float", "daily_price");
  await page.keyboard.press("F2");
  await page.locator(".rename-box input").fill("price_per_day");
  // With the preview, as people do who want to see what changes.
  await page.keyboard.press("Control+Enter");
  await page.locator(".bulk-edit-panel .monaco-list-row").first().waitFor();
  await picture("rename");
  await page.locator(".bulk-edit-panel .monaco-button", { hasText: "Discard" }).click();

  await vscode.openFile("bike_rental_draft/views/bike_repair_views.xml");
  await editor.click('<tree string="Repairs">', "tree");
  await page.waitForTimeout(3000);
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row").first().waitFor();
  await picture("light-bulb");
  await page.keyboard.press("Escape");

  await vscode.run("View: Close All Editors");
  await vscode.run("Sextant: Show Module Graph");
  const graph = await vscode.webview("#module-graph .module", 60_000);
  await graph.locator(".picture").focus();
  for (let steps = 0; steps < 2; steps += 1) await page.keyboard.press("ArrowRight");
  await picture("module-graph");

  await vscode.run("View: Close All Editors");
  await vscode.run("Chat: Open Chat");
  await vscode.chat.ask("@odoo /model bike.rental ", "insurance_id");
  await picture("chat");
} finally {
  await browser.close();
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}
