import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { type RunningOdoo, users } from "../odoo/real-odoo.ts";
import { leave } from "./browser.ts";

const WIDE = { width: 1280, height: 860 };

/** How a page of Odoo is opened. */
export interface PageOptions {
  /** An origin beside Odoo's that it may speak with. */
  readonly also: string;
  /** Whose page: his password is his login. Default: the administrator. */
  readonly login?: string;
  /** Of the window. */
  readonly width?: number;
  /** Console errors that a test provokes. */
  readonly expected?: RegExp;
  /** A page beside the web client: what to do before it is loaded. */
  readonly apart?: (page: Page) => void;
}

/** Pages of users who are signed in to Odoo. */
export interface OdooPages {
  /** A page for the test that runs. Console errors, exceptions, dialogs and foreign requests fail it. */
  open(path: string, options: PageOptions): Promise<Page>;
}

/**
 * Signs each user in once and keeps one page of his from test to test, with nothing in its storage: in a page that has shown Odoo before, its scripts,
 * megabytes of them, are compiled, and it costs a third to a half of what a new page costs.
 */
export function odooPages(browser: Browser, odoo: RunningOdoo): OdooPages {
  const contexts = new Map<string, BrowserContext>();
  const free = new Map<string, Page>();

  async function contextOf(login: string): Promise<BrowserContext> {
    const known = contexts.get(login);
    if (known) return known;
    const context = await browser.newContext({ baseURL: odoo.url, viewport: WIDE });
    const params = { db: odoo.database, login, password: login };
    const reply = await context.request.post("/web/session/authenticate", { data: { jsonrpc: "2.0", params } });
    expect(await reply.json()).toMatchObject({ result: { username: login } });
    contexts.set(login, context);
    return context;
  }

  async function take(login: string): Promise<Page> {
    const kept = free.get(login);
    free.delete(login);
    return kept ?? (await (await contextOf(login)).newPage());
  }

  async function giveBack(page: Page, login: string, failed: boolean): Promise<void> {
    page.removeAllListeners();
    if (failed || free.has(login)) return page.close();
    await leave(page, "/web/health");
    free.set(login, page);
  }

  return {
    async open(path, { also, login = users.admin.login, width = WIDE.width, expected, apart }) {
      const page = await take(login);
      await page.setViewportSize({ ...WIDE, width });
      page.setDefaultTimeout(30_000);
      const offences: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" && !expected?.test(message.text())) offences.push(message.text());
      });
      page.on("pageerror", ({ message }) => offences.push(message));
      page.on("dialog", (dialog) => {
        offences.push(`dialog ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on("request", (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith("http") && origin !== odoo.url && origin !== also) offences.push(request.url());
      });
      onTestFinished(async ({ task }) => {
        await page.evaluate("localStorage.clear()").catch(() => undefined);
        await giveBack(page, login, task.result?.state === "fail");
        expect(offences).toEqual([]);
      });
      apart?.(page);
      await page.goto(path, { timeout: 120_000 });
      if (!apart) await page.waitForSelector(".o_main_navbar");
      return page;
    },
  };
}
