import type { JavaScriptFacts } from "../../facts.ts";
import type { Check, FileSource } from "../rule.ts";

const legacyModule = {
  rule: "odoo-js-legacy-module",
  code: null,
  severity: "warning",
  title: "ES modules instead of `odoo.define` with a function and `require` of dotted names, which are gone",
  from: "17.0",
} as const;

/** With a list of dependencies behind the name it is the loader's own function, which is still there. */
const DEFINE = /\bodoo\s*\.\s*define\s*\(\s*(["'`])([^"'`\n]+)\1\s*,(?!\s*\[)/g;
/** `web.core`: names of modules before they were files. */
const DOTTED = /^[a-z]\w*(?:\.\w+)+$/;

/** Modules of the web client as they were written before version 17. */
export const legacyModules: Check<FileSource<JavaScriptFacts>> = {
  rules: [legacyModule],
  check({ facts, text }, report) {
    if (facts.legacyModule === null) return;
    for (const found of text.matchAll(DEFINE)) {
      if (isCommented(text, found.index)) continue;
      report({
        rule: legacyModule,
        span: [found.index, found.index + found[0].length],
        message: `The web client does not load "${found[2]}": write it as an ES module with imports.`,
      });
    }
    for (const { role, context, value, span } of facts.references)
      if (role === "file" && context === "require" && DOTTED.test(value))
        report({
          rule: legacyModule,
          span,
          message: `There is no module "${value}" any more: import what it had from its file ("@web/…").`,
        });
  },
};

function isCommented(text: string, at: number): boolean {
  return /^\s*(?:\/\/|\/?\*)/.test(text.slice(text.lastIndexOf("\n", at - 1) + 1, at + 1));
}
