import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Proposal, ProposeRequest } from "@sextant/contracts";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { type RunningOdoo, startOdoo, users } from "../odoo/real-odoo.ts";
import { findChromium, launch, openPage } from "./browser.ts";
import { type ConsoleServer, freePort, startConsole } from "./console-server.ts";

const chromiumPath = findChromium();
if (chromiumPath === null)
  console.warn("SKIPPED: the page of changes needs Chromium (package chromium, or CHROMIUM_PATH).");

describeOdoo("the page of changes, on a real Odoo and the embedded database", () => {
  describe.skipIf(chromiumPath === null)("in Chromium", () => {
    let odoo: RunningOdoo;
    let server: ConsoleServer;
    let browser: Browser;

    beforeAll(async () => {
      odoo = await startOdoo({ template: "demo" });
      const settings = {
        SEXTANT_ODOO_URL: odoo.url,
        SEXTANT_ODOO_DATABASE: odoo.database,
        SEXTANT_ODOO_LOGIN: users.admin.login,
        SEXTANT_ODOO_KEY: users.admin.key,
      };
      [server, browser] = await Promise.all([startConsole(await freePort(), settings), launch(chromiumPath ?? "")]);
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      await odoo?.stop();
    });

    const propose = async (request: ProposeRequest): Promise<Proposal> => {
      const body = JSON.stringify(request);
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${server.url}/api/proposals`, { method: "POST", headers, body });
      if (response.status !== 201) throw new Error(await response.text());
      return (await response.json()) as Proposal;
    };
    const open = async (options: Parameters<typeof openPage>[2] = {}) => {
      const { page, offences } = await openPage(browser, server.url, options, /status of 409/);
      onTestFinished(async () => {
        await page.context().close();
        expect(offences).toEqual([]);
      });
      await page.goto("/changes");
      return page;
    };
    const partner = async () =>
      Number((await odoo.sql("select max(id) as id from res_partner where is_company"))[0]?.id);
    const city = async (id: number) => (await odoo.sql("select city from res_partner where id = $1", [id]))[0]?.city;
    const rename = (id: number, to: string): ProposeRequest => ({
      change: { kind: "write", model: "res.partner", id, values: { city: to } },
      reason: "<img src=x onerror=alert(1)> please approve",
    });

    it("teaches where nothing waits; then shows, approves by keyboard, links to Odoo and takes back", async () => {
      const page = await open();
      await page.getByText("Nothing waits for you").waitFor();
      expect(existsSync(join(server.data, "database"))).toBe(false);
      const id = await partner();
      const before = await city(id);
      await propose(rename(id, "Zlín \u202Enílz"));
      await page.reload();
      const card = page.getByRole("article");
      await card.getByText("Zlín [U+202E]nílz", { exact: true }).waitFor();
      expect(await card.locator("td").first().textContent()).toBe(before === null ? "empty" : before);
      await card.getByText("guarantees are reduced").waitFor();
      expect(await card.locator("img").count()).toBe(0);
      await card.getByText("Exactly what is approved").click();
      await card.getByText(/^SHA-256 [0-9a-f]{64}$/).waitFor();
      expect(await city(id)).toBe(before);

      await card.getByRole("button", { name: "Approve and execute" }).focus();
      await page.keyboard.press("Enter");
      await page.getByText("Nothing waits for you").waitFor();
      expect(await city(id)).toBe("Zlín \u202Enílz");
      await page.getByRole("radio", { name: /^All/ }).check();
      expect(await card.getByRole("link").getAttribute("href")).toBe(`${odoo.url}/odoo/res.partner/${id}`);
      await card.getByRole("button", { name: "Propose to take it back" }).click();
      await page.getByRole("radio", { name: /^Waiting/ }).check();
      await page.getByRole("button", { name: "Approve and execute" }).click();
      await page.getByText("Nothing waits for you").waitFor();
      expect(await city(id)).toBe(before);
    });

    it("approves what the screen shows, never what it was edited to meanwhile", async () => {
      const id = await partner();
      const { id: proposal, sha256 } = await propose(rename(id, "First"));
      const page = await open();
      await page.getByText("First", { exact: true }).waitFor();
      const body = JSON.stringify({ sha256, ...rename(id, "Second") });
      const edited = await fetch(`${server.url}/api/proposals/${proposal}/edit`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      expect(edited.status).toBe(200);
      await page.getByRole("button", { name: "Approve and execute" }).click();
      await page.getByText("proposal_changed").waitFor();
      expect(["First", "Second"]).not.toContain(await city(id));
      await page.getByText("Second", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Reject" }).click();
      await page.getByText("Nothing waits for you").waitFor();
      expect(["First", "Second"]).not.toContain(await city(id));
    });

    it.each([
      ["dark", { colorScheme: "dark", viewport: { width: 1280, height: 860 } }],
      ["narrow", { colorScheme: "light", viewport: { width: 360, height: 780 }, hasTouch: true }],
    ] as const)("fits a %s window", async (_name, options) => {
      const customer = await partner();
      await propose({
        change: {
          kind: "action",
          action: "draft_invoice",
          parameters: {
            kind: "customer_invoice",
            partner: customer,
            lines: [{ description: `Paper ${"long".repeat(60)}`, quantity: 3, price: 9.99 }],
          },
        },
      });
      const page = await open(options);
      await page.getByRole("button", { name: "Approve…" }).first().waitFor();
      await page.getByText("Exactly what is approved").first().click();
      expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThanOrEqual(0);
    });
  });
});
