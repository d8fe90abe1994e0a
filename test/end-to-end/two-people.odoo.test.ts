import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Proposal } from "@sextant/contracts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { makePairingCode } from "../../server/src/identity/index.ts";
import { connectOdoo, signInToOdoo } from "../contract/identity/web-client.ts";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { type OwnDatabase, ownDatabase } from "../odoo/own-database.ts";
import { type RunningOdoo, startOdoo } from "../odoo/real-odoo.ts";
import { findChromium, launch, openPage } from "./browser.ts";
import { type ConsoleServer, freePort, startConsole } from "./console-server.ts";

type Person = "ann" | "ben";

/** What `two-people.py` made: ann is of both companies, ben of the first alone. */
interface People {
  readonly keys: Readonly<Record<Person, string>>;
  readonly invoice: number;
  readonly name: string;
  readonly journal: number;
  readonly second: string;
  readonly customer: number;
}

/** Where a machine is busy an answer from Odoo takes its time. */
const SLOWLY = 60_000;
const MODULE = join(import.meta.dirname, "../../odoo-module");
const chromium = findChromium();
if (chromium === null)
  console.warn("SKIPPED: two people in the console need Chromium (package chromium, or CHROMIUM_PATH).");

describeOdoo("two people in the console, each with a key of his own", () => {
  describe.skipIf(chromium === null)("in Chromium", () => {
    const data = mkdtempSync(join(tmpdir(), "sextant-two-"));
    let odoo: RunningOdoo;
    let database: OwnDatabase;
    let server: ConsoleServer;
    let browser: Browser;
    let people: People;

    beforeAll(async () => {
      [odoo, database, browser] = await Promise.all([
        startOdoo({ template: "demo", install: { module: "sextant", addons: MODULE } }),
        ownDatabase("two"),
        launch(chromium ?? ""),
      ]);
      const python = readFileSync(join(import.meta.dirname, "two-people.py"), "utf8");
      const printed = await odoo.shell(`BASE_URL = ${JSON.stringify(odoo.url)}\n${python}`);
      people = JSON.parse(/PEOPLE(.*)/.exec(printed)?.[1] ?? "null") as People;
      const settings = {
        DATABASE_URL: database.url,
        SEXTANT_PUBLIC_URL: "http://127.0.0.1",
        SEXTANT_ALLOW_ADDRESSES: `127.0.0.1:${odoo.port}`,
      };
      server = await startConsole(await freePort(), settings, data);
      const code = await makePairingCode(data, { url: odoo.url, database: odoo.database });
      await connectOdoo(await signInToOdoo(odoo, "admin", "admin"), "admin", server.url, code);
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      await odoo?.stop();
      await database?.drop();
      rmSync(data, { recursive: true, force: true });
    });

    /** A page in which a person has signed in by the form, at an address. */
    async function signedIn(who: Person, path: string, viewport = { width: 1280, height: 860 }): Promise<Page> {
      const { page, offences } = await openPage(browser, server.url, { viewport }, /status of (401|403|404|409)/);
      page.setDefaultTimeout(SLOWLY);
      onTestFinished(async () => {
        await page.context().close();
        expect(offences).toEqual([]);
      });
      await page.goto(path);
      await page.getByLabel("Address of Odoo").fill(odoo.url);
      await page.getByLabel("Login").fill(who);
      await page.getByLabel("API key", { exact: false }).first().fill(people.keys[who]);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.getByLabel("Address of Odoo").waitFor({ state: "detached" });
      return page;
    }
    const call = async <T>(token: string | null, path: string, body: object): Promise<T> => {
      const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
      const headers = { "content-type": "application/json", ...authorization };
      const response = await fetch(`${server.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as T;
    };
    /** What a program that works for a person proposes. */
    async function propose(who: Person, action: string, parameters: object): Promise<Proposal> {
      const grant = { url: odoo.url, login: who, key: people.keys[who] };
      const { access_token } = await call<{ access_token: string }>(null, "/v1/auth/key", grant);
      return call(access_token, "/api/proposals", { change: { kind: "action", action, parameters } });
    }
    const card = (page: Page, name: RegExp | string) => page.getByRole("article", { name });
    const approve = async (page: Page, name: RegExp | string) => {
      await card(page, name).getByRole("button", { name: "Approve…" }).click();
      await card(page, name).getByRole("button", { name: "Yes, do exactly this" }).click();
    };
    const ask = async (page: Page, question: string) => {
      const box = page.getByRole("textbox", { name: "Question", exact: true });
      const before = await page.getByRole("article", { name: /^Question/ }).count();
      await box.fill(question);
      await box.press("Enter");
      return page.getByRole("article", { name: /^Question/ }).nth(before);
    };
    const amount = (page: Page, name: string, value: string) =>
      card(page, name).locator("tr", { hasText: new RegExp(`^Amount.*${value} USD`) });
    /** The page goes on showing what it shows, as if it had not asked again yet. */
    async function holdList(page: Page): Promise<() => void> {
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route(/\/api\/proposals$/, async (route) => {
        await released;
        await route.continue();
      });
      return release;
    }
    const payments = () =>
      odoo.sql(
        "select p.amount::text, u.login from account_payment p join res_users u on u.id = p.create_uid where p.partner_id = (select id from res_partner where name = 'Azure Test')",
      );

    it("one proposes and may not approve above the limit; the other approves what he sees, not what it was", async () => {
      const title = `Register the payment of ${people.name}`;
      const { invoice, journal } = people;
      const proposed = await propose("ann", "register_payment", { invoice, journal, amount: 12_000 });
      expect(proposed).toMatchObject({ fourEyes: true, preview: { guarantee: "bridge" } });
      const [ann, ben] = [await signedIn("ann", "/changes"), await signedIn("ben", "/changes")];
      await card(ben, title).getByText("Another person than the proposer must approve it.").waitFor();
      const release = await holdList(ben);
      await approve(ann, title);
      await card(ann, title).getByText("second_person").waitFor();
      expect(await payments()).toEqual([]);

      await card(ann, title).getByRole("button", { name: "Edit" }).click();
      await card(ann, title).getByLabel("Amount").fill("12500");
      await card(ann, title).getByRole("button", { name: "Show the new difference" }).click();
      await amount(ann, title, "12,500.00").waitFor();
      // Ben's page still shows what it was.
      await amount(ben, title, "12,000.00").waitFor();
      await approve(ben, title);
      release();
      await card(ben, title).getByText("proposal_changed").waitFor();
      expect(await payments()).toEqual([]);
      await amount(ben, title, "12,500.00").waitFor();
      await picture(ben, "approval");
      await approve(ben, title);
      await ben.getByText("Nothing waits for you").waitFor();
      expect(await payments()).toEqual([{ amount: "12500.00", login: "ben" }]);
      await ben.getByRole("radio", { name: /^All/ }).check();
      await card(ben, title)
        .getByText(/approved by/)
        .waitFor();
      await picture(ben, "approval-done");
    });

    it("what has expired is not executed by a click on a page that still shows it", async () => {
      const title = "Send a message to Azure Test";
      const { id } = await propose("ann", "send_message", { partner: people.customer, text: "Too late" });
      const ben = await signedIn("ben", "/changes");
      await card(ben, title).waitFor();
      const release = await holdList(ben);
      await database.sql("update proposal set expires_at = now() - interval '1 second' where id = $1", [id]);
      await approve(ben, title);
      release();
      // It does not vanish as if it had been executed.
      await card(ben, title).getByText("proposal_closed").waitFor();
      await card(ben, title).getByText("Expired", { exact: true }).waitFor();
      const [row] = await database.sql("select state from proposal where id = $1", [id]);
      expect(row?.state).toBe("expired");
    });

    it("a shared conversation is computed with the rights of who reads it; saved, it holds each figure and its proof", async () => {
      const ann = await signedIn("ann", "/");
      const own = await ask(ann, "How much cash do we have?");
      const first = await own.getByTestId("answer").first().innerText();
      const other = await ask(ann, `How much do customers owe ${people.second}?`);
      const second = await other.getByTestId("answer").first().innerText();
      const figure = /[\d,]+\.\d\d/.exec(second)?.[0] ?? second;
      await picture(ann, "conversation");
      await ann.getByRole("button", { name: /^More for How much cash/ }).click();
      await ann.getByRole("menuitem", { name: "Share with colleagues" }).click();
      await ann.getByText("shared with colleagues").waitFor();

      const link = ann.url().replace(server.url, "");
      const ben = await signedIn("ben", link);
      await ben.getByText(/Shared by/).waitFor();
      const [same, withheld] = [0, 1].map((at) => ben.getByRole("article", { name: /^Question/ }).nth(at));
      expect(await same?.getByTestId("answer").first().innerText()).toBe(first);
      await withheld?.getByText("company_not_visible").waitFor();
      expect(await ben.locator("main").innerText()).not.toContain(figure);
      await picture(ben, "shared");

      for (const [format, as] of [
        ["md", "Markdown"],
        ["pdf", "PDF"],
      ]) {
        const saved = ann.waitForEvent("download");
        await ann.getByRole("button", { name: /^More for How much cash/ }).click();
        await ann.getByRole("menuitem", { name: `Save as ${as}` }).click();
        const bytes = readFileSync(await (await saved).path());
        if (process.env.SEXTANT_PICTURES)
          await (await saved).saveAs(join(process.env.SEXTANT_PICTURES, `saved.${format}`));
        if (format === "pdf") expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
        else
          for (const part of [/[\d,]+\.\d\d/.exec(first)?.[0] ?? first, figure, "How much cash do we have?"])
            expect(bytes.toString()).toContain(part);
      }
    });

    it("an answer is sent to the contact that is meant, once it is approved", async () => {
      const ann = await signedIn("ann", "/");
      await (await ask(ann, "How much does Azure Test owe us?")).getByTestId("answer").first().waitFor();
      const which = await ask(ann, "send it to Anna");
      await which.getByText(/2 contacts are called "Anna"/).waitFor();
      await which.getByRole("button", { name: /Anna Smith/ }).click();
      const message = card(ann, /^Send a message to .*Anna Smith/);
      await message.getByText("Azure Test, Anna Smith <Smit@azure.example>", { exact: true }).waitFor();
      const sent = () =>
        odoo.sql(
          "select m.body, u.login from mail_message m join res_users u on u.id = m.create_uid where m.model = 'res.partner' and m.body like '%Azure Test%owe%'",
        );
      expect(await sent()).toEqual([]);
      await approve(ann, /^Send a message to .*Anna Smith/);
      await message.getByText("Done", { exact: true }).waitFor();
      const posted = await sent();
      expect(posted).toHaveLength(1);
      expect(posted[0]).toMatchObject({
        login: "ann",
        body: expect.stringContaining("How much does Azure Test owe us?"),
      });
    });

    /** For the guide: `SEXTANT_PICTURES=folder`. */
    async function picture(page: Page, name: string): Promise<void> {
      const folder = process.env.SEXTANT_PICTURES;
      if (folder === undefined) return;
      await page.waitForTimeout(1000);
      await page.screenshot({ path: join(folder, `${name}.png`) });
    }
  });
});
