import type { Check } from "../rule.ts";
import type { PythonSource } from "./python-source.ts";

const namesSearch = {
  rule: "odoo-deprecated-rec-names-search",
  code: null,
  severity: "warning",
  title: "`_rec_names_search` is a tuple",
  from: "20.0",
} as const;

/** `_rec_names_search` as a list, which the development branches of version 20 do not take any more. */
export const recNamesSearch: Check<PythonSource> = {
  rules: [namesSearch],
  check({ facts, text }, report) {
    for (const { attributes } of facts.classes) {
      const given = Object.hasOwn(attributes, "_rec_names_search") ? attributes._rec_names_search : undefined;
      if (given === undefined) continue;
      const [start, end] = given.span;
      if (text[start] !== "[" || text[end - 1] !== "]" || !Array.isArray(given.value)) continue;
      const single = given.value.length === 1 && !/,\s*\]$/.test(text.slice(start, end));
      report({
        rule: namesSearch,
        span: given.span,
        message: "Odoo wants a tuple here, so that nobody changes the list of another class.",
        fix: {
          title: "Make it a tuple",
          edits: [
            { span: [start, start + 1], text: "(" },
            { span: [end - 1, end], text: single ? ",)" : ")" },
          ],
        },
      });
    }
  },
};
