import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { findChromium, launch, openPage } from "./browser.ts";
import { type ConsoleServer, freePort, startConsole } from "./console-server.ts";

const chromiumPath = findChromium();
if (chromiumPath === null)
  console.warn("SKIPPED: conversations in the console need Chromium (package chromium, or CHROMIUM_PATH).");

/** A new database takes some seconds, on a busy machine many. */
const SLOWLY = { timeout: 40_000 };

describe.skipIf(chromiumPath === null)("conversations in the console", () => {
  const folder = mkdtempSync(join(tmpdir(), "sextant-conversations-"));
  let port: number;
  let server: ConsoleServer;
  let browser: Browser;

  const start = () => startConsole(port, { SEXTANT_SOURCE: "demo" }, folder);
  beforeAll(async () => {
    port = await freePort();
    [server, browser] = await Promise.all([start(), launch(chromiumPath ?? "")]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(path = "/", options: Parameters<typeof openPage>[2] = {}) {
    // While the server restarts the browser reports what it cannot reach.
    const { page, offences } = await openPage(
      browser,
      server.url,
      options,
      /Failed to load resource|ERR_|dynamically imported/,
    );
    onTestFinished(async () => {
      await page.context().close();
      expect(offences).toEqual([]);
    });
    await page.goto(path);
    return page;
  }
  const ask = async (page: Page, question: string) => {
    const box = page.getByRole("textbox", { name: "Question", exact: true });
    const before = await page.getByRole("article").count();
    await box.fill(question);
    await box.press("Enter");
    const answer = page.getByRole("article").nth(before).getByTestId("answer");
    // After a restart the database has to open first.
    await answer.waitFor({ timeout: 90_000 });
    return (await answer.textContent()) ?? "";
  };
  const list = (page: Page) => page.getByRole("navigation", { name: "Conversations" });
  const titles = (page: Page) => list(page).locator("a").allInnerTexts();

  it("go on after the server was restarted, in the same page and by their link", { timeout: 180_000 }, async () => {
    const page = await open();
    const first = await ask(page, "How much cash do we have?");
    const link = page.url();
    await server.stop();
    server = await start();
    const second = await ask(page, "and last year?");
    expect(second).not.toBe(first);
    expect(page.url()).toBe(link);
    expect(await page.getByRole("article").count()).toBe(2);

    const other = await open(link.replace(server.url, ""));
    await other.getByRole("article").nth(1).getByTestId("answer").waitFor();
    expect(await other.getByTestId("answer").allTextContents()).toEqual([first, second]);
  });

  it("are found by words of their answers, renamed, pinned, removed, and taken back", async () => {
    const page = await open();
    await ask(page, "Who owes us the most money?");
    await expect.poll(() => titles(page), SLOWLY).toEqual(["Who owes us the most money?", "How much cash do we have?"]);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("bank and cash");
    await expect
      .poll(async () => (await titles(page)).join(), SLOWLY)
      .toMatch(/^How much cash do we have\?\s.*bank and cash/);
    await page.keyboard.press("Escape");
    await expect.poll(() => titles(page), SLOWLY).toHaveLength(2);

    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("F2");
    await page.keyboard.type("Liquidity");
    await page.keyboard.press("Enter");
    await expect.poll(() => titles(page), SLOWLY).toEqual(["Who owes us the most money?", "Liquidity"]);
    await list(page).getByRole("button", { name: "More for Liquidity" }).click();
    await page.getByRole("menuitem", { name: "Pin" }).click();
    await expect.poll(() => titles(page), SLOWLY).toEqual(["Liquidity", "Who owes us the most money?"]);

    await list(page).getByRole("link", { name: "Liquidity" }).focus();
    await page.keyboard.press("Delete");
    await expect.poll(() => titles(page), SLOWLY).toEqual(["Who owes us the most money?"]);
    await list(page).getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => titles(page), SLOWLY).toEqual(["Liquidity", "Who owes us the most money?"]);
    await list(page).getByRole("link", { name: "Liquidity" }).click();
    await page.getByRole("article", { name: "Question: How much cash do we have?" }).waitFor();
  });

  it("come in from the side on a phone, and nothing is wider than it", async () => {
    const page = await open("/", { viewport: { width: 390, height: 844 } });
    await page.getByRole("button", { name: "Conversations" }).click();
    await page.getByRole("dialog").getByRole("link", { name: "Liquidity" }).click();
    await page.getByRole("article", { name: "Question: and last year?" }).waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThanOrEqual(0);
  });
});
