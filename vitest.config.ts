import { defineConfig } from "vitest/config";

const never = ["**/node_modules/**", "**/dist/**"];

/**
 * Four projects: `unit` needs nothing; `odoo` talks to the real Odoo that `test/odoo` provisions; `end-to-end` drives the built
 * server in Chromium; `vscode` runs the packaged extension in the real VS Code that `test/vscode` provisions.
 */
export default defineConfig({
  test: {
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
          ],
          exclude: [...never, "**/*.odoo.test.ts"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "odoo",
          include: ["**/*.odoo.test.ts"],
          exclude: never,
          globalSetup: ["test/odoo/vitest-setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
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
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "end-to-end",
          include: ["test/end-to-end/**/*.test.ts"],
          exclude: [...never, "**/*.odoo.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
