import type { JavaScriptFacts } from "../../facts.ts";
import type { Check, FileSource } from "../rule.ts";

const tourSteps = {
  rule: "odoo-deprecated-tour-steps",
  code: null,
  severity: "warning",
  title: "`tour.stepUtils` instead of `tour.STEPS`",
  from: "14.0",
  to: "16.0",
} as const;

const NOW: Readonly<Record<string, string>> = {
  SHOW_APPS_MENU_ITEM: "tour.stepUtils.showAppsMenuItem()",
  TOGGLE_HOME_MENU: "tour.stepUtils.toggleHomeMenu()",
};

/** Steps that tours share, under the name that they had before version 14. */
export const tourStepNames: Check<FileSource<JavaScriptFacts>> = {
  rules: [tourSteps],
  check({ text }, report) {
    for (const { index, 0: written, 1: step = "" } of text.matchAll(/\btour\.STEPS\.(\w+)\b/g)) {
      const now = Object.hasOwn(NOW, step) ? NOW[step] : undefined;
      const span = [index, index + written.length] as const;
      if (now === undefined) continue;
      report({
        rule: tourSteps,
        span,
        message: `\`${written}\` is \`${now}\` now.`,
        fix: { title: `Use \`${now}\``, edits: [{ span, text: now }] },
      });
    }
  },
};
