import { expect, it } from "vitest";
import type { Severity } from "../diagnostic.ts";
import { type ReportedFinding, textReport } from "./report.ts";

const found = (severity: Severity): ReportedFinding => ({
  file: "a.py",
  line: 3,
  column: 5,
  rule: "print-used",
  code: "W8116",
  severity,
  message: "Print used.",
  fixable: false,
});

it("counts in the words of one and of many", () => {
  const last = (...all: Severity[]) => textReport(all.map(found)).trimEnd().split("\n").at(-1);
  expect(last("info")).toBe("0 errors, 0 warnings, 1 hint; 0 can be fixed with --fix.");
  expect(last("error", "warning", "warning")).toBe("1 error, 2 warnings, 0 hints; 0 can be fixed with --fix.");
});
