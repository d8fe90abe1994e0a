import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

const never = ["**/node_modules/**", "**/dist/**"];

/**
 * Four projects: `unit` needs nothing; `odoo` talks to the real Odoo that `test/odoo` provisions; `end-to-end` drives the built
 * server in Chromium; `vscode` runs the packaged extension in the real VS Code that `test/vscode` provisions.
 *
 * Files run beside each other. A file that writes to Odoo therefore writes to a clone of its own. Those of `unit` and `odoo` share a few processes, in
 * which what one file has loaded is there for the next: in a process of its own each would spend seconds on loading modules.
 */
export default defineConfig({
  test: {
    // One more than there are cores: what waits for Odoo or for a window leaves its core to another.
    maxWorkers: Math.max(2, availableParallelism()) + 1,
    sequence: { sequencer: LongestFirst },
    // What was compiled is kept from run to run, and shared by the two runs of `npm test`.
    experimental: { fsModuleCache: true },
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "packages/**/*.test.ts",
            "server/**/*.test.ts",
            "vscode-extension/language-server/**/*.test.ts",
            "vscode-extension/src/**/*.test.ts",
            "test/*.test.ts",
            "test/golden/**/*.test.ts",
            "test/odoo/**/*.test.ts",
            "test/evaluation/**/*.test.ts",
          ],
          exclude: [...never, "**/*.odoo.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          isolate: false,
        },
      },
      {
        test: {
          name: "odoo",
          include: ["**/*.odoo.test.ts"],
          exclude: never,
          globalSetup: ["test/odoo/vitest-setup.ts"],
          // A hundred statements in one test: far more than they take, for machines that are busy.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          isolate: false,
        },
      },
      {
        test: {
          name: "vscode",
          include: ["test/vscode/**/*.test.ts"],
          exclude: never,
          globalSetup: ["test/vscode/vitest-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "end-to-end",
          include: ["test/end-to-end/**/*.test.ts"],
          exclude: [...never, "**/*.odoo.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
