import { deepEqual, equal, match, ok } from "node:assert/strict";
import { suite, suiteSetup, test } from "mocha";
import * as vscode from "vscode";
import { eventually, readyExtension } from "./extension.ts";

suite("chat", () => {
  suiteSetup(() => readyExtension());

  test("the tools of the index are tools of VS Code", () => {
    const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith("sextant_"));
    deepEqual(names.toSorted(), [
      "sextant_apply_fix",
      "sextant_check",
      "sextant_combined_view",
      "sextant_find_symbol",
      "sextant_model_card",
      "sextant_references",
      "sextant_resolve_xmlid",
    ]);
  });

  test("a tool answers from the index", async () => {
    const result = await invoke("sextant_model_card", { model: "bike.rental" });
    const names = JSON.parse(result).card.fields.map(({ name }: { name: string }) => name);
    ok(names.includes("insurance_id"), names.join());
  });

  test("a tool refuses what makes no sense, and says why", async () => {
    const refusal = await invoke("sextant_model_card", {}).then(
      () => "",
      (error: Error) => error.message,
    );
    match(refusal, /model/);
  });

  test("the index is a language model that needs no key", async () => {
    const model = await eventually(
      async () => (await vscode.lm.selectChatModels({ vendor: "sextant" }))[0],
      "the model of the index",
    );
    const question = vscode.LanguageModelChatMessage.User("Which fields has bike.station?");
    const response = await model.sendRequest([question]);
    let answer = "";
    for await (const part of response.text) answer += part;
    match(answer, /bike_ids/);
    match(answer, /bike_station\.py#L/);
  });

  test("a question that names nothing gets what can be asked", async () => {
    const [model] = await vscode.lm.selectChatModels({ vendor: "sextant" });
    ok(model);
    const response = await model.sendRequest([vscode.LanguageModelChatMessage.User("hello")]);
    let answer = "";
    for await (const part of response.text) answer += part;
    match(answer, /\/model sale\.order/);
    equal(await model.countTokens("12345678"), 2);
  });
});

async function invoke(name: string, input: object): Promise<string> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  const [part] = content;
  return part instanceof vscode.LanguageModelTextPart ? part.value : "";
}
