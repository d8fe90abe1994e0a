import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take a quarter of a minute or more, the longest first, those that need nothing last. Begun last, they would run alone at the end. */
const LONGEST = [
  "end-to-end/odoo-module.odoo.test.ts",
  "contract/statements-volume.odoo.test.ts",
  "rules/graph/graph.odoo.test.ts",
  "end-to-end/console.test.ts",
  "identity/identity.odoo.test.ts",
  "contract/statements-company.odoo.test.ts",
  "contract/changes/changes.odoo.test.ts",
  "lake/lake.odoo.test.ts",
  "live/live-by-rows.odoo.test.ts",
  "vscode/workbench.test.ts",
  "vscode/extension-host.test.ts",
  "identity/out-of-step.odoo.test.ts",
  "end-to-end/two-people.odoo.test.ts",
  "identity/behind-proxies.odoo.test.ts",
  "live/live-refusals.odoo.test.ts",
  "live/live-figures.odoo.test.ts",
  "end-to-end/clerk-attack.odoo.test.ts",
  "end-to-end/mcp-stdio.test.ts",
  "end-to-end/changes.odoo.test.ts",
  "changes/agents.odoo.test.ts",
  "contract/semantics.odoo.test.ts",
  "contract/bad-input.odoo.test.ts",
  "odoo-client/writing.odoo.test.ts",
  "end-to-end/stop-under-load.odoo.test.ts",
  "odoo-client/streams.odoo.test.ts",
  "connections/connections.odoo.test.ts",
  "end-to-end/conversations.test.ts",
  "rename/rename-sources.odoo.test.ts",
  "graph/mutations.odoo.test.ts",
  "end-to-end/marked-questions.test.ts",
  "testing/all-files.odoo.test.ts",
  "evaluation/records.odoo.test.ts",
  "test/odoo/real-odoo.odoo.test.ts",
  "lake/sync.test.ts",
  "lake/lake-source.test.ts",
  "src/bad-requests.test.ts",
  "odoo-client/src/bad-replies.test.ts",
  "database/embedded.test.ts",
  "audit/audit.test.ts",
  "evaluation/evaluation.test.ts",
  "golden/planner.test.ts",
];

const rank = ({ moduleId }: TestSpecification): number => {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(name));
  return place < 0 ? LONGEST.length : place;
};

/**
 * The longest files first, then those that vitest remembers as long. Files that take a process of their own come before those that share some: vitest
 * ends a process that is shared as soon as the next file in its queue is none of the same project, and its modules would be loaded again.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const alone = ({ project }: TestSpecification) => (project.config.isolate ? 0 : 1);
    return (await super.sort(files)).sort((a, b) => alone(a) - alone(b) || rank(a) - rank(b));
  }
}
