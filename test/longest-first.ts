import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take minutes, the longest first. Begun last, they would run alone at the end. */
const LONGEST = [
  "end-to-end/odoo-module.odoo.test.ts",
  "contract/statements-volume.odoo.test.ts",
  "rules/graph/graph.odoo.test.ts",
  "identity/identity.odoo.test.ts",
  "end-to-end/console.test.ts",
  "contract/changes/changes.odoo.test.ts",
  "lake/lake.odoo.test.ts",
  "contract/statements-company.odoo.test.ts",
  "vscode/workbench.test.ts",
  "vscode/extension-host.test.ts",
  "end-to-end/clerk-attack.odoo.test.ts",
  "live/live-by-rows.odoo.test.ts",
  "live/live-refusals.odoo.test.ts",
  "live/live-figures.odoo.test.ts",
  "end-to-end/marked-questions.test.ts",
  "end-to-end/mcp-stdio.test.ts",
  "graph/mutations.odoo.test.ts",
];

const rank = ({ moduleId }: TestSpecification): number => {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(name));
  return place < 0 ? LONGEST.length : place;
};

/** The longest files first, then those that vitest remembers as long. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
