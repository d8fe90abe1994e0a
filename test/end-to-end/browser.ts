import { existsSync } from "node:fs";
import {
  type Browser,
  type BrowserContextOptions,
  type ConsoleMessage,
  chromium,
  type Dialog,
  type Page,
  type Request,
} from "playwright-core";

/** The same engine without windows and their painting: half the processor time. */
const SHELL = "/usr/bin/chromium-headless-shell";
const PLACES = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The installed Chromium, or null. */
export function findChromium(): string | null {
  return process.env.CHROMIUM_PATH === undefined && existsSync(SHELL) ? SHELL : findWholeChromium();
}

/** The installed Chromium with all that a desktop has, or null: for VS Code, whose workbench is more than a page. */
export function findWholeChromium(): string | null {
  return PLACES.find((path): path is string => path !== undefined && existsSync(path)) ?? null;
}

/** Starts the installed Chromium without its own traffic to other servers. */
export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/** A page that keeps account of what must not happen on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors, uncaught exceptions, refused content, requests to other origins. */
  readonly offences: string[];
  /** Ends the account. */
  unwatch(): void;
}

/** Opens a page in a context of its own and watches it. `expected` matches console errors that a test provokes. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
  expected: RegExp | null = null,
): Promise<WatchedPage> {
  const page = await newPage(browser, origin, options);
  return { page, ...watch(page, origin, expected) };
}

async function newPage(browser: Browser, origin: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, baseURL: origin, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

function watch(page: Page, origin: string, expected: RegExp | null) {
  const offences: string[] = [];
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === "error" && !expected?.test(message.text())) offences.push(`console: ${message.text()}`);
  };
  const onError = (error: Error) => offences.push(`exception: ${error.message}`);
  const onDialog = (dialog: Dialog) => {
    offences.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  };
  const onRequest = (request: Request) => {
    const { protocol, origin: target } = new URL(request.url());
    if (protocol.startsWith("http") && target !== origin) offences.push(`other origin: ${request.url()}`);
  };
  page.on("console", onConsole).on("pageerror", onError).on("dialog", onDialog).on("request", onRequest);
  return {
    offences,
    unwatch() {
      page.off("console", onConsole).off("pageerror", onError).off("dialog", onDialog).off("request", onRequest);
    },
  };
}

/**
 * Ends what a test left in a page that is kept for another: its routes, its document, what it stored for its lifetime.
 *
 * @param path a page of the same server that shows nothing: with an empty one the browser would end the process
 */
export async function leave(page: Page, path: string): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.goto(path);
  await page.evaluate("sessionStorage.clear()");
}

/** Pages that serve one test after the other. */
export interface KeptPages {
  /** A watched page with nothing in its storage, that no route is laid over. */
  take(options?: BrowserContextOptions): Promise<WatchedPage>;
  /** Leaves the page and takes away what a test left in it. A page of a failed test is closed. */
  giveBack(page: WatchedPage, failed: boolean): Promise<void>;
}

/**
 * To show the console in a page that has shown it before costs a third of what a new page costs: its process is there, its scripts are compiled. One
 * page is kept for each kind of window.
 */
export function keepPages(browser: Browser, origin: string): KeptPages {
  const free = new Map<string, Page>();
  const kinds = new Map<Page, string>();
  return {
    async take(options = {}) {
      const kind = JSON.stringify(options);
      const page = free.get(kind) ?? (await newPage(browser, origin, options));
      free.delete(kind);
      kinds.set(page, kind);
      return { page, ...watch(page, origin, null) };
    },
    async giveBack({ page, unwatch }, failed) {
      const kind = kinds.get(page);
      if (failed || kind === undefined || free.has(kind)) return page.context().close();
      await leave(page, "/health");
      unwatch();
      const session = await page.context().newCDPSession(page);
      // The cache of what the server sent stays: it is no part of a page.
      await session.send("Storage.clearDataForOrigin", {
        origin,
        storageTypes: "cookies,local_storage,indexeddb,service_workers",
      });
      await session.detach();
      free.set(kind, page);
    },
  };
}
