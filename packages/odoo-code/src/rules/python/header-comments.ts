import type { Edit } from "../../diagnostic.ts";
import type { ManifestFacts, PythonFacts } from "../../facts.ts";
import type { Check, FileSource } from "../rule.ts";

const header = {
  rule: "use-header-comments",
  code: null,
  severity: "info",
  title: "a file does not begin with comments: authors and licence stand in the manifest",
} as const;

/** What a comment at the top may be: for the interpreter, an encoding, or a tool. */
const MEANT =
  /# ?!|coding:|fixit:|lint-ignore[:=]|flake8:|fmt:|isort:|noqa:|nosec:|oca-hooks:|pylint:|sextant:|odools:/;

/** Comments above the first statement of a file, a manifest as well. */
export const headerComments: Check<FileSource<PythonFacts | ManifestFacts>> = {
  rules: [header],
  check({ text, facts: { lineStarts }, module }, report) {
    if (module?.manifest?.installable === false) return;
    const edits: Edit[] = [];
    for (const [line, start] of lineStarts.entries()) {
      const end = lineStarts[line + 1] ?? text.length;
      const content = text.slice(start, end).trimEnd();
      if (content === "") continue;
      if (content.startsWith("#")) {
        if (!MEANT.test(content)) edits.push({ span: [start, end], text: "" });
        continue;
      }
      // Only now there is something that the comments are the head of.
      const last = edits.at(-1);
      if (last !== undefined)
        report({
          rule: header,
          span: last.span,
          message: "Authors and licence belong into the manifest, not above every file.",
          fix: { title: "Remove the comments", edits },
        });
      return;
    }
  },
};
