import { deepEqual, equal, match, ok } from "node:assert/strict";
import { suite, suiteSetup, teardown, test } from "mocha";
import * as vscode from "vscode";
import { eventually, placeIn, readyExtension, show } from "./extension.ts";

const RENTAL = "bike_rental/models/bike_rental.py";
const REPAIR = "bike_rental_draft/models/bike_repair.py";
const REPAIR_VIEWS = "bike_rental_draft/views/bike_repair_views.xml";

suite("language", () => {
  suiteSetup(() => readyExtension());
  teardown(async () => {
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("planted mistakes are problems, with a link to their rule", async () => {
    const document = await show(REPAIR);
    const problems = await problemsOf(document, (all) => all.some(({ code }) => ruleOf(code) === "sql-injection"));
    const [injection] = problems.filter(({ code }) => ruleOf(code) === "sql-injection");
    ok(injection);
    match(document.lineAt(injection.range.start.line).text, /execute/);
    const target = typeof injection.code === "object" ? injection.code.target.toString() : "";
    match(target, /check-rules\.md#/);
  });

  test("addons without mistakes have no error", async () => {
    const document = await show(RENTAL);
    await show("bike_rental/views/bike_rental_views.xml");
    await problemsOf(await show(REPAIR), (all) => all.length > 0);
    const errors = vscode.languages.getDiagnostics(document.uri).filter(({ severity }) => severity === 0);
    deepEqual(errors, []);
  });

  test("an unknown field in a view is a problem", async () => {
    const document = await show(REPAIR_VIEWS);
    const problems = await problemsOf(document, (all) => all.some(({ range }) => document.getText(range) === "hour"));
    ok(problems.length > 0);
  });

  test("completion knows the fields of a model at the end of a path", async () => {
    const document = await show("bike_rental/models/bike_rental.py");
    const at = placeIn(document, '@api.depends("days", "bike_id.daily_price")', "daily_price");
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      at,
    );
    const labels = items.map(({ label }) => (typeof label === "string" ? label : label.label));
    for (const name of ["daily_price", "frame_number", "station_id"]) ok(labels.includes(name), `${name} in ${labels}`);
  });

  test("hover tells what a field is", async () => {
    const document = await show("bike_rental_insurance/views/bike_rental_views.xml");
    const at = placeIn(document, 'name="insurance_id"', "insurance_id");
    const text = await eventually(async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        at,
      );
      const said = hovers.flatMap(({ contents }) => contents.map((one) => (typeof one === "string" ? one : one.value)));
      return said.length > 0 ? said.join("\n") : undefined;
    }, "hover");
    match(text, /insurance_id/);
    match(text, /bike\.insurance/);
  });

  test("definition leads from a view to the field in Python", async () => {
    const document = await show("bike_rental/views/bike_rental_views.xml");
    const found = await definitionsAt(document, placeIn(document, '<field name="total_price"', "total_price"));
    ok(
      found.some((path) => path.endsWith(RENTAL)),
      found.join(),
    );
  });

  test("rename of a field reaches Python and XML of every module", async () => {
    const document = await show(RENTAL);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      placeIn(document, "days = fields.Integer"),
      "duration_days",
    );
    const files = edit.entries().map(([{ path }]) => path.split("/").slice(-3).join("/"));
    for (const file of [
      RENTAL,
      "bike_rental/views/bike_rental_views.xml",
      "bike_rental_insurance/models/bike_rental.py",
    ])
      ok(files.includes(file), `${file} in ${files}`);
  });

  test("the light bulb cures what can be cured without judgement", async () => {
    const document = await show(REPAIR_VIEWS);
    await problemsOf(document, (all) => all.length > 0);
    await eventually(async () => {
      await vscode.commands.executeCommand("sextant.fixFile");
      return document.getText().includes("<tree") ? undefined : true;
    }, "fix");
    match(document.getText(), /<list string="Repairs">/);
    equal(document.isDirty, true);
  });
});

function ruleOf(code: vscode.Diagnostic["code"]): string {
  return String(typeof code === "object" ? code.value : code);
}

function problemsOf(
  { uri }: vscode.TextDocument,
  wanted: (all: readonly vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  return eventually(() => {
    const all = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "sextant");
    return wanted(all) ? all : undefined;
  }, `problems of ${uri.path}`);
}

async function definitionsAt({ uri }: vscode.TextDocument, at: vscode.Position): Promise<string[]> {
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    "vscode.executeDefinitionProvider",
    uri,
    at,
  );
  return found.map((one) => ("uri" in one ? one.uri : one.targetUri).path);
}
