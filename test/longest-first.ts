import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take minutes. Begun last, they would run alone at the end. */
const LONGEST = [
  "changes/changes.odoo.test.ts",
  "odoo-module.odoo.test.ts",
  "console.test.ts",
  "identity.odoo.test.ts",
  "workbench.test.ts",
  "extension-host.test.ts",
  "graph/graph.odoo.test.ts",
  "statements-company.odoo.test.ts",
  "live-by-rows.odoo.test.ts",
  "statements-volume.odoo.test.ts",
  "live-figures.odoo.test.ts",
  "live-refusals.odoo.test.ts",
  "lake.odoo.test.ts",
];

/** The longest files first, then those that vitest remembers as long. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.some((name) => moduleId.endsWith(name));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
