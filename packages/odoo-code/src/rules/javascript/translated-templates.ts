import type { JavaScriptFacts } from "../../facts.ts";
import type { Check, FileSource } from "../rule.ts";

const template = {
  rule: "odoo-js-translated-template",
  code: null,
  severity: "warning",
  title: "a text for `_t` is written out: values are given as further arguments",
} as const;

const CALL = /(?<![\w$.])_l?t\(\s*`((?:[^`\\]|\\[\s\S])*)`/g;

/** Texts with values inside that are to be translated: no translation is ever found for them. */
export const translatedTemplates: Check<FileSource<JavaScriptFacts>> = {
  rules: [template],
  check({ text }, report) {
    for (const { index, 0: call, 1: written = "" } of text.matchAll(CALL)) {
      const line = text.slice(text.lastIndexOf("\n", index - 1) + 1, index);
      if (!/\$\{/.test(written) || /^\s*(?:\/\/|\/?\*)/.test(line)) continue;
      report({
        rule: template,
        span: [index, index + call.length],
        message: "No translation is found for a text that has values inside: write `%s` and give the values behind it.",
      });
    }
  },
};
