import type { Page } from "playwright-core";

/** How Odoo's runner calls a suite in an address. */
function idOf(suite: string): string {
  let hash = 0;
  for (const letter of suite) hash = ((hash << 5) - hash + letter.charCodeAt(0)) | 0;
  return (hash >>> 0).toString(16).padStart(8, "0");
}

export interface UnitTestsRun {
  /** What the runner says at the end. */
  readonly outcome: string;
  /** Tests that passed, as the runner names them. */
  readonly passed: readonly string[];
}

/**
 * Runs the module's unit tests on Odoo's own page of them. What fails is an error on the page's console.
 *
 * @param open Loads a page, and gives it out before that.
 */
export async function runUnitTests(
  open: (path: string, before: (page: Page) => void) => Promise<Page>,
): Promise<UnitTestsRun> {
  const passed: string[] = [];
  const outcome = new Promise<string>((resolve, reject) => {
    const options = `headless&loglevel=2&preset=desktop&timeout=15000&id=${idOf("@sextant")}`;
    open(`/web/tests?${options}`, (page) =>
      page.on("console", (message) => {
        const text = message.text();
        const name = /Test "([^"]+)" passed/.exec(text)?.[1];
        if (name) passed.push(name);
        if (/Test suite succeeded|Some tests failed/.test(text)) resolve(text);
      }),
    ).catch(reject);
  });
  return { outcome: await outcome, passed };
}
