import type { Page } from "playwright-core";

/** The address of a page with the tours of the installed modules. */
export const withTours = (path: string): string => `${path}${path.includes("?") ? "&" : "?"}debug=tests`;

/** Runs a tour on the page that is open, by Odoo's own runner. Rejects with the step that failed. */
export async function runTour(page: Page, name: string): Promise<void> {
  const over = new Promise<void>((resolve, reject) => {
    page.on("console", (message) => {
      const text = message.text();
      if (text === "tour succeeded") resolve();
      else if (message.type() === "error" && text.includes("FAILED")) reject(new Error(`tour ${name}: ${text}`));
    });
  });
  // Tours come after the page; one that never comes is a failure, where Odoo would do nothing at all.
  await page.waitForFunction(
    `(() => { try { return odoo.isTourReady(${JSON.stringify(name)}); } catch { return false; } })()`,
  );
  await page.evaluate(`void odoo.startTour(${JSON.stringify(name)}, { mode: "auto", redirect: false })`);
  await over;
}
