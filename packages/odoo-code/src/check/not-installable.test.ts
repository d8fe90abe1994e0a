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

it("comments at the top and loggers of a module that is not installed are left as they are", () => {
  const found = (installable: string) =>
    checkTexts({
      "__manifest__.py": `{"name": "Trial", "installable": ${installable}}\n`,
      "models/a.py": "# Mine\nimport logging\n\n_logger = logging.getLogger(__name__)\n",
    })
      .map(({ rule }) => rule)
      .filter((rule) => /header-comments|logger/.test(rule));
  expect(found("True")).toEqual(["use-header-comments", "unused-logger"]);
  expect(found("False")).toEqual([]);
});
