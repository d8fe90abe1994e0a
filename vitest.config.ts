import { defineConfig } from "vitest/config";

/** Two projects: `unit` needs nothing; `odoo` talks to the real Odoo that `test/odoo` provisions. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["packages/**/*.test.ts", "server/src/**/*.test.ts", "test/*.test.ts", "test/golden/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/*.odoo.test.ts"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "odoo",
          include: ["**/*.odoo.test.ts"],
          exclude: ["**/node_modules/**"],
          globalSetup: ["test/odoo/vitest-setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
