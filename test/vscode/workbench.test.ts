import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from "vitest";
import { findWholeChromium, launch } from "../end-to-end/browser.ts";
import { vscodeMissing } from "./home.ts";
import { packedVsix } from "./packed-extension.ts";
import { startWorkbench, type VscodeServer } from "./vscode-server.ts";
import { Workbench } from "./workbench.ts";

const missing = vscodeMissing();
const WORKSPACE = join(import.meta.dirname, "workspace");
const REPAIR = "bike_rental_draft/models/bike_repair.py";

/** One window, used from top to bottom as a person would: the tests build upon each other. */
describe.skipIf(missing !== null)(
  `the extension in VS Code's window${missing === null ? "" : `, SKIPPED: ${missing}`}`,
  () => {
    let failed = false;
    let data: string;
    let folder: string;
    let server: VscodeServer;
    let browser: Browser;
    let vscode: Workbench;

    beforeAll(async () => {
      data = mkdtempSync(join(tmpdir(), "sextant-window-"));
      folder = join(data, "workspace");
      cpSync(WORKSPACE, folder, { recursive: true });
      server = await startWorkbench(join(data, "server"), [packedVsix()]);
      browser = await launch(findWholeChromium() ?? "");
      vscode = await Workbench.open(browser, server.url, folder);
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      if (!failed) rmSync(data, { recursive: true, force: true });
    });
    const step = (name: string, work: () => Promise<void>) =>
      it(name, async () => {
        onTestFailed(async () => {
          failed = true;
          await vscode.page.screenshot({ path: join(data, `${name.replaceAll(/\W+/g, "-")}.png`) });
          console.error(`A picture of the window is in ${data}.`);
        });
        await work();
      });

    step("reads the addons without any configuration", async () => {
      await vscode.statusItem(/Odoo \d+\.0, 3 modules/).waitFor({ timeout: 55_000 });
    });

    step("shows what is wrong in a file, with reasons", async () => {
      await vscode.openFile(REPAIR);
      await vscode.showProblems();
      await vscode.problems.filter({ hasText: "sql-injection" }).first().waitFor();
      await vscode.page.keyboard.press("Control+Shift+M");
    });

    step("hovers a field with what is known of it", async () => {
      await vscode.openFile("bike_rental/models/bike_rental.py");
      await vscode.editor.hover("bike_id = fields.Many2one", "bike_id", /Many2one\s→\sbike\.bike/);
      await vscode.page.keyboard.press("Escape");
    });

    step("completes the fields of the model at the end of a path", async () => {
      await vscode.openFile("bike_rental/models/bike_rental.py");
      await vscode.editor.goTo(21, 35);
      await vscode.page.keyboard.press("Control+Space");
      await vscode.editor.suggestions.filter({ hasText: "frame_number" }).first().waitFor();
      await vscode.page.keyboard.press("Escape");
    });

    step("renames a field everywhere with F2", async () => {
      await vscode.openFile("bike_rental/models/bike_bike.py");
      await vscode.editor.click("daily_price = fields.Float", "daily_price");
      await vscode.page.keyboard.press("F2");
      const box = vscode.page.locator(".rename-box input");
      await box.fill("price_per_day");
      await vscode.page.keyboard.press("Enter");
      await vscode.openFile("bike_rental/views/bike_bike_views.xml");
      await expect.poll(() => vscode.editor.lines()).toContain('name="price_per_day"');
      await vscode.run("File: Save All Files");
    });

    step("fixes from the light bulb", async () => {
      await vscode.openFile("bike_rental_draft/views/bike_repair_views.xml");
      await vscode.editor.click('<tree string="Repairs">', "tree");
      const cure = vscode.page.locator(".action-widget .monaco-list-row", { hasText: /list/ }).first();
      // The problem must have arrived before the light bulb has anything to offer.
      await expect
        .poll(
          async () => {
            await vscode.page.keyboard.press("Escape");
            await vscode.page.keyboard.press("Control+.");
            await vscode.page.waitForTimeout(700);
            return cure.isVisible();
          },
          { timeout: 30_000 },
        )
        .toBe(true);
      await cure.click();
      await expect.poll(() => vscode.editor.lines()).toContain('<list string="Repairs">');
    });

    step("shows the explorer, and opens what is clicked", async () => {
      await vscode.showViews("Odoo");
      await vscode.treeItem("bike_rental_insurance").locator(".monaco-tl-twistie").click();
      await vscode.treeItem("bike.rental").click();
      await vscode.page.locator(".tab.active", { hasText: "bike_rental.py" }).waitFor();
    });

    step("shows a view as Odoo does, and leads to the source of a line", async () => {
      await vscode.openFile("bike_rental_insurance/views/bike_rental_views.xml");
      await vscode.editor.click('name="insurance_id"', "insurance_id");
      await vscode.run("Sextant: Show Combined View");
      await vscode.page.locator(".tab", { hasText: "bike_rental_view_form (combined)" }).waitFor();
    });

    step("draws who depends on whom, and opens a manifest", async () => {
      await vscode.run("Sextant: Show Module Graph");
      const page = await vscode.webview("#module-graph .module");
      expect(await page.locator(".module").count()).toBeGreaterThanOrEqual(4);
      await page.locator("input[type=search]").fill("insur");
      expect(await page.locator(".module.found").count()).toBe(1);
      await page.locator('.module[data-name="bike_rental_insurance"]').click();
      await vscode.page.locator(".tab.active", { hasText: "__manifest__.py" }).waitFor();
    });

    step("answers in the chat, without any key", async () => {
      await vscode.run("Chat: Open Chat");
      const answer = await vscode.chat.ask("@odoo /model bike.rental ", "insurance_id");
      expect(answer).toMatch(/Bike Rental/);
    });

    step("explains what was found", async () => {
      await vscode.statusItem(/3 modules/).click();
      await vscode.page.locator(".tab", { hasText: "Sextant Doctor" }).waitFor();
    });
  },
);
