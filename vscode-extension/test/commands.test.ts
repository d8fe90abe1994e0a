import { equal, match, ok } from "node:assert/strict";
import { suite, suiteSetup, teardown, test } from "mocha";
import * as vscode from "vscode";
import { eventually, placeIn, readyExtension, show } from "./extension.ts";

const FORM = "bike_rental.bike_rental_view_form";

suite("commands", () => {
  suiteSetup(() => readyExtension());
  teardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  test("all that the manifest names are there", async () => {
    const declared: readonly { command: string }[] =
      vscode.extensions.getExtension("sextant.sextant-odoo")?.packageJSON.contributes.commands;
    const known = new Set(await vscode.commands.getCommands(true));
    equal(
      declared
        .map(({ command }) => command)
        .filter((command) => !known.has(command))
        .join(),
      "",
    );
    ok(known.has("sextant.showLocations"));
  });

  test("a combined view has the lines of its extensions, and leads to their source", async () => {
    await vscode.commands.executeCommand("sextant.showCombinedView", FORM);
    const document = await eventually(
      () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "sextant-view"),
      "the combined view",
    );
    equal(document.languageId, "xml");
    const text = document.getText();
    ok(text.indexOf("insurance_id") > 0 && text.indexOf("insurance_id") < text.indexOf("total_price"), text);
    const [source] = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeDefinitionProvider",
      document.uri,
      placeIn(document, "insurance_id"),
    );
    ok(source?.uri.path.endsWith("bike_rental_insurance/views/bike_rental_views.xml"), source?.uri.path);
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      placeIn(document, "insurance_id"),
    );
    const [said] = hover?.contents ?? [];
    match(typeof said === "object" ? said.value : "", /bike_rental_insurance/);
  });

  test("a combined view follows what is typed", async () => {
    await vscode.commands.executeCommand("sextant.showCombinedView", FORM);
    const source = await show("bike_rental_insurance/views/bike_rental_views.xml");
    const edit = new vscode.WorkspaceEdit();
    edit.insert(source.uri, placeIn(source, '<field name="insurance_id"'), '<field name="start_date" />\n');
    await vscode.workspace.applyEdit(edit);
    await eventually(
      () =>
        vscode.workspace.textDocuments.some(
          ({ uri, getText }) => uri.scheme === "sextant-view" && getText().includes("start_date"),
        ) || undefined,
      "the typed line in the combined view",
    );
    await vscode.window.showTextDocument(source);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  test("the view at the cursor is combined", async () => {
    const document = await show("bike_rental_insurance/views/bike_rental_views.xml");
    const editor = await vscode.window.showTextDocument(document);
    const at = placeIn(document, 'name="insurance_id"');
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand("sextant.showCombinedView");
    await eventually(
      () => vscode.window.visibleTextEditors.find((one) => one.document.uri.scheme === "sextant-view"),
      "the combined view",
    );
  });

  test("checking the workspace finds the problems of files that are not open", async () => {
    const count = await vscode.commands.executeCommand<number>("sextant.checkWorkspace");
    ok(count > 0);
    const files = vscode.languages
      .getDiagnostics()
      .filter(([, all]) => all.some(({ source }) => source === "sextant"))
      .map(([{ path }]) => path);
    ok(
      files.some((path) => path.endsWith("bike_rental_draft/models/bike_repair.py")),
      files.join(),
    );
  });

  test("the doctor and the module graph open", async () => {
    await vscode.commands.executeCommand("sextant.doctor");
    await vscode.commands.executeCommand("sextant.showModuleGraph");
    const tabs = await eventually(() => {
      const all = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
      return all.length >= 2 ? all.join(", ") : undefined;
    }, "both tabs");
    match(tabs, /Doctor/);
    match(tabs, /Module Graph/);
  });
});
