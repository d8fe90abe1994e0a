import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, launch, openPage } from "./browser.ts";
import { type ConsoleServer, freePort, startConsole } from "./console-server.ts";

const chromium = findChromium();
const run = chromium === null ? describe.skip : describe;

run(`the console where people sign in${chromium === null ? " [NOT RUN: no Chromium]" : ""}`, () => {
  let server: ConsoleServer;
  beforeAll(async () => {
    server = await startConsole(await freePort(), { SEXTANT_PUBLIC_URL: "http://127.0.0.1" });
  });
  afterAll(() => server.stop());

  it("asks who reads before it shows anything, and says why it lets nobody in", async () => {
    const browser = await launch(chromium ?? "");
    try {
      const { page, offences } = await openPage(browser, server.url, {}, /status of 401/);
      await page.goto("/reports");
      await page.getByLabel("Address of Odoo").fill("https://erp.example.com");
      await page.getByLabel("Login").fill("ann");
      await page.getByLabel("API key", { exact: false }).first().fill("0123456789");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.getByText("no Odoo of this address is connected here").waitFor();
      expect(await page.getByRole("button", { name: "Sign in with your company" }).count()).toBe(0);
      expect(await page.getByText("Balance sheet").count()).toBe(0);
      expect(offences).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
