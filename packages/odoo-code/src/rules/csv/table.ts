import type { CsvFacts } from "../../facts.ts";
import type { Check, FileSource } from "../rule.ts";

const syntax = { rule: "csv-syntax-error", code: null, severity: "error", title: "the CSV file can be read" } as const;

/** The file as a table. */
export const table: Check<FileSource<CsvFacts>> = {
  rules: [syntax],
  check({ facts }, report) {
    const [problem] = facts.problems;
    if (problem !== undefined)
      report({ rule: syntax, span: problem.span, message: `The file cannot be read: ${problem.message}.` });
  },
};
