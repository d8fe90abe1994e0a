import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const PLACES = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The installed Chromium, or null. */
export function findChromium(): string | null {
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
}

/** Opens a page in a context of its own and watches it. `expected` matches console errors that a test provokes. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
  expected: RegExp | null = null,
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, baseURL: origin, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const offences: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !expected?.test(message.text())) offences.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => offences.push(`exception: ${error.message}`));
  page.on("dialog", (dialog) => {
    offences.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const { protocol, origin: target } = new URL(request.url());
    if (protocol.startsWith("http") && target !== origin) offences.push(`other origin: ${request.url()}`);
  });
  return { page, offences };
}
