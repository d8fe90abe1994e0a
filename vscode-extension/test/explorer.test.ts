import { deepEqual, equal, match, ok } from "node:assert/strict";
import { suite, suiteSetup, test } from "mocha";
import * as vscode from "vscode";
import type { SextantApi } from "../src/main.ts";
import type { ExplorerNode } from "../src/views/explorer/node.ts";
import { eventually, readyExtension } from "./extension.ts";

suite("explorer", () => {
  let explorer: SextantApi["explorer"];

  suiteSetup(async () => {
    ({ explorer } = await readyExtension());
  });

  async function below(...labels: string[]): Promise<ExplorerNode[]> {
    let nodes = (await explorer.getChildren()) ?? [];
    for (const label of labels) {
      const node = nodes.find((one) => one.label === label);
      ok(node, `${label} in ${nodes.map((one) => one.label)}`);
      nodes = (await explorer.getChildren(node)) ?? [];
    }
    return nodes;
  }
  const labels = (nodes: readonly ExplorerNode[]) => nodes.map(({ label }) => label);

  test("shows the modules of the workspace", async () => {
    const modules = (await below()).filter(({ kind }) => kind === "module");
    deepEqual(labels(modules), ["bike_rental", "bike_rental_draft", "bike_rental_insurance"]);
  });

  test("shows what a module brings, models first", async () => {
    const contents = await below("bike_rental");
    deepEqual(labels(contents), ["bike.bike", "bike.rental", "bike.station", "Views", "Security", "Actions", "Menus"]);
  });

  test("shows what an extending module adds to a model, where it stands", async () => {
    deepEqual(labels(await below("bike_rental_insurance", "bike.rental", "Fields")), ["insurance_id"]);
    const [method] = await below("bike_rental_insurance", "bike.rental", "Methods");
    equal(method?.label, "_compute_total_price");
    ok(method?.place?.uri.endsWith("bike_rental_insurance/models/bike_rental.py"));
  });

  test("opens a file on click", async () => {
    const [field] = await below("bike_rental_insurance", "bike.rental", "Fields");
    ok(field);
    const { command } = await explorer.getTreeItem(field);
    ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    const line = await eventually(() => {
      const editor = vscode.window.activeTextEditor;
      const text = editor?.document.lineAt(editor.selection.active.line).text;
      return text?.includes("insurance_id") ? text : undefined;
    }, "the line of the field");
    match(line, /fields\.Many2one/);
  });

  test("filters by parts of names of modules and models", async () => {
    await vscode.commands.executeCommand("sextant.filterExplorer", "insurance");
    deepEqual(labels(await below()), ["bike_rental_insurance"]);
    await vscode.commands.executeCommand("sextant.filterExplorer", "bike.station");
    deepEqual(labels(await below()), ["bike_rental"]);
    await vscode.commands.executeCommand("sextant.clearFilter");
    equal((await below()).length, 3);
  });
});
