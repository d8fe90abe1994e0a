import type { Edit } from "../../diagnostic.ts";
import { callArguments } from "../../python/call-arguments.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import { blanksBefore } from "../../text/blanks-before.ts";
import type { Check } from "../rule.ts";
import { type FunctionScope, headSpan, type PythonSource } from "./python-source.ts";

const parameter = {
  rule: "odoo-deprecated-chart-template-ref",
  code: null,
  severity: "warning",
  title: "`setUpClass` of accounting tests has no `chart_template_ref`: a decorator chooses the chart",
  from: "18.0",
} as const;

const NAME = "chart_template_ref";

/** Set-up of accounting tests with the parameter that chose the chart of accounts. */
export const chartTemplate: Check<PythonSource> = {
  rules: [parameter],
  check(source, report) {
    for (const method of source.functions) {
      if (method.name !== "setUpClass" || method.owner === null) continue;
      const written = parameterOf(method, source.text);
      if (written === null) continue;
      const edits = withoutParameter(source, method, written);
      report({
        rule: parameter,
        span: headSpan(method),
        message:
          "The parent's `setUpClass` takes no chart any more: use `@AccountTestInvoicingCommon.setup_chart_template`.",
        ...(edits !== null && { fix: { title: "Remove the parameter", edits } }),
      });
    }
  },
};

/** The parameter with its default, or null. */
function parameterOf({ node }: FunctionScope, text: string): PythonNode | null {
  const parameters = node.children.find(({ type }) => type === "parameters");
  return parameters?.children.find(({ start, end }) => new RegExp(`^${NAME}\\b`).test(text.slice(start, end))) ?? null;
}

/** Takes the parameter out, and the argument that hands it on; null where it is used for anything else. */
function withoutParameter(source: PythonSource, method: FunctionScope, written: PythonNode): readonly Edit[] | null {
  const { text } = source;
  const { node } = method;
  const edits = [withComma(text, written.start, written.end)];
  for (const { node: call, within } of source.calls("setUpClass")) {
    if (within?.node !== node) continue;
    const list = call.children[1];
    const handed = callArguments(list, text).keywords.get(NAME);
    const first = list?.children[0];
    if (handed !== undefined) edits.push(withComma(text, handed.name.start, handed.value.end));
    else if (first !== undefined && text.slice(first.start, first.end) === NAME)
      edits.push(withComma(text, first.start, first.end));
  }
  const uses = text.slice(node.start, node.end).split(NAME).length - 1;
  const gone = edits.reduce((sum, { span }) => sum + (text.slice(...span).split(NAME).length - 1), 0);
  return uses === gone && edits.every(({ span }) => span[1] > span[0]) ? edits : null;
}

/** The span with the comma before it, or behind it where it comes first. */
function withComma(text: string, start: number, end: number): Edit {
  const blanks = blanksBefore(text, start);
  const before = text[start - blanks - 1] === "," ? blanks + 1 : 0;
  const after = before > 0 ? 0 : (/^\s*,[ \t]*/.exec(text.slice(end))?.[0].length ?? 0);
  return { span: [start - before, end + after], text: "" };
}
