import { expect, it } from "vitest";
import type { RuleInfo } from "../diagnostic.ts";
import { RULE_GROUPS, RULES } from "../rules/catalogue.ts";
import { GRAPH_FIXTURES } from "../rules/graph/testing/graph-fixtures.ts";
import { MANIFEST_FIXTURES } from "../rules/testing/manifest-fixtures.ts";
import { OTHER_FIXTURES } from "../rules/testing/other-fixtures.ts";
import { PYTHON_FIXTURES } from "../rules/testing/python-fixtures.ts";
import { XML_FIXTURES } from "../rules/testing/xml-fixtures.ts";

const fixtures = [...MANIFEST_FIXTURES, ...PYTHON_FIXTURES, ...XML_FIXTURES, ...OTHER_FIXTURES, ...GRAPH_FIXTURES];
const fixable = new Set(fixtures.filter(({ fixed }) => fixed !== undefined).map(({ rule }) => rule));

function versionsOf({ from, to, legacy }: RuleInfo): string {
  if (legacy === true) return "before 14.0";
  return (
    [...(from === undefined ? [] : [`from ${from}`]), ...(to === undefined ? [] : [`to ${to}`])].join(" ") || "all"
  );
}

function row(info: RuleInfo): string {
  const { rule, code, severity, title, optional } = info;
  const marks = [severity, ...(optional === true ? ["off by default"] : [])].join(", ");
  return `| \`${rule}\` | ${code ?? ""} | ${title} | ${versionsOf(info)} | ${marks} | ${fixable.has(rule) ? "yes" : ""} |`;
}

it("the guide lists every rule", async () => {
  const parts = Object.entries(RULE_GROUPS).map(([group, rules]) => {
    const unique = rules.filter(({ rule }, at) => rules.findIndex((other) => other.rule === rule) === at);
    const head = `## ${group}\n\n| Rule | Code | What holds | Odoo | Severity | Fix |\n|---|---|---|---|---|---|\n`;
    return (
      head +
      [...unique]
        .sort((a, b) => (a.rule < b.rule ? -1 : 1))
        .map(row)
        .join("\n")
    );
  });
  const count = new Set(RULES.map(({ rule }) => rule)).size;
  const text = `# Rules of \`sextant check\`\n\n${count} rules. This page is made from the rules themselves; \`npx vitest -u\` writes it anew.\n\n${parts.join("\n\n")}\n`;
  await expect(text).toMatchFileSnapshot("../../../../docs/guides/check-rules.md");
});

it("names are unique, and no code stands for two rules", () => {
  const names = [...new Set(RULES.map(({ rule }) => rule))];
  const codes = names.map((name) => RULES.find(({ rule }) => rule === name)?.code).filter((code) => code !== null);
  expect(new Set(codes).size).toBe(codes.length);
  expect(names.filter((name) => !/^[a-z0-9-]+$/.test(name))).toEqual([]);
});
