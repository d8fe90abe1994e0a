import { expect, it } from "vitest";
import { checkTexts } from "./testing/check-text.ts";

it("what is wrong in a module that is not installed is a warning", () => {
  const severities = (installable: string) =>
    checkTexts({
      "__manifest__.py": `{"name": "Trial", "installable": ${installable}}\n`,
      "models/a.py": "def broken(:\n",
    })
      .filter(({ rule }) => rule === "python-syntax-error")
      .map(({ severity }) => severity);
  expect(severities("True")).toEqual(["error"]);
  expect(severities("False")).toEqual(["warning"]);
});
