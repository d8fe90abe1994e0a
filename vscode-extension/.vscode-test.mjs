import { defineConfig } from "@vscode/test-cli";

export default defineConfig([
  {
    label: "extension host",
    files: "dist/test/**/*.test.js",
    version: "stable",
    workspaceFolder: "../test/vscode/workspace",
    launchArgs: ["--disable-extensions"],
    mocha: { ui: "tdd", timeout: 60000 },
  },
]);
