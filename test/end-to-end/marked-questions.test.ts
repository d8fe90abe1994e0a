import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { findChromium, launch, openPage } from "./browser.ts";
import { CLI, type ConsoleServer, freePort, startConsole } from "./console-server.ts";

const chromiumPath = findChromium();
if (chromiumPath === null)
  console.warn("SKIPPED: marked questions need Chromium (package chromium, or CHROMIUM_PATH).");

const QUESTION = "How much do customers owe us at the end of last month?";

describe.skipIf(chromiumPath === null)("an answer marked as right", () => {
  const folder = mkdtempSync(join(tmpdir(), "sextant-marked-"));
  let server: ConsoleServer;
  let browser: Browser;
  beforeAll(async () => {
    const port = await freePort();
    [server, browser] = await Promise.all([
      startConsole(port, { SEXTANT_SOURCE: "demo" }, folder),
      launch(chromiumPath ?? ""),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(path: string): Promise<Page> {
    const { page, offences } = await openPage(browser, server.url);
    onTestFinished(async () => {
      await page.context().close();
      expect(offences).toEqual([]);
    });
    await page.goto(path);
    return page;
  }
  /** `sextant questions check`: its exit code and what it says. */
  const check = () =>
    promisify(execFile)(process.execPath, [CLI, "--data", folder, "--source", "demo", "questions", "check"], {
      cwd: folder,
      env: { PATH: process.env.PATH },
    }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
    );
  const look = async (page: Page, name: string) => {
    const shots = process.env.SEXTANT_SHOTS;
    if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  };

  it("waits for a reviewer, becomes a file, and is asked again by the check", { timeout: 300_000 }, async () => {
    const page = await open("/");
    const box = page.getByRole("textbox", { name: "Question", exact: true });
    await box.fill(QUESTION);
    await box.press("Enter");
    await page.getByRole("button", { name: "Mark as right" }).click({ timeout: 60_000 });
    await page.getByText("a reviewer has to confirm it").waitFor({ timeout: 120_000 });
    await look(page, "marked");
    await page.getByRole("link", { name: "Marked questions" }).click();
    const card = page.getByRole("article", { name: QUESTION });
    await card.getByText("Waits for a reviewer").waitFor();
    await look(page, "pending");
    expect(await check()).toEqual({ code: 0, stdout: "0 of 0 hold.\n" });

    await card.getByRole("button", { name: "Confirm" }).click();
    await card.getByText("Confirmed", { exact: true }).waitFor();
    await look(page, "confirmed");
    await page.setViewportSize({ width: 360, height: 740 });
    await look(page, "narrow");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    await page.emulateMedia({ colorScheme: "dark" });
    await look(page, "dark");

    const kept = join(folder, "verified-questions", "demo");
    const [file = ""] = readdirSync(kept);
    expect(await check()).toEqual({ code: 0, stdout: `✓ ${QUESTION}\n1 of 1 hold.\n` });
    const text = readFileSync(join(kept, file), "utf8");
    writeFileSync(join(kept, file), text.replace(/definition: \w+/, "definition: another"));
    const failed = await check();
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain("other-definition: total.total adds up other accounts or dates");
  });
});
