import type { Edit } from "../../diagnostic.ts";
import type { Argument, Decorator, PythonFacts } from "../../facts.ts";
import type { Check, Finding } from "../rule.ts";
import type { PythonSource } from "./python-source.ts";

const dependsArgument = {
  rule: "odoo-depends-arg",
  code: null,
  severity: "error",
  title: "`@api.depends` takes names, one by one, and not `id`",
} as const;

/** Arguments of `@api.depends`: a list, and a path through `id`, stop Odoo when it imports the file. Paths that lead nowhere are told across modules. */
export const dependsArguments: Check<PythonSource> = {
  rules: [dependsArgument],
  check({ facts, text }, report) {
    for (const { arguments: given } of decorators(facts))
      for (const argument of given) {
        const found = Array.isArray(argument.value) ? listed(argument, text) : throughId(argument, text);
        if (found !== null) report({ rule: dependsArgument, span: argument.span, ...found });
      }
  },
};

function decorators({ classes, functions }: PythonFacts): readonly Decorator[] {
  return [...classes.flatMap(({ methods }) => methods), ...functions]
    .flatMap((method) => method.decorators)
    .filter(({ name }) => /(?:^|\.)api\.depends$|^depends$/.test(name));
}

type Told = Pick<Finding, "message" | "fix">;

function listed({ span: [start, end] }: Argument, text: string): Told {
  const message = "Odoo takes the names as arguments of their own, not as a list.";
  const [open, close] = [text[start] ?? "", text[end - 1] ?? ""];
  if (!["[]", "()"].includes(open + close)) return { message };
  const edits: Edit[] = [
    { span: [start, start + 1], text: "" },
    { span: [end - 1, end], text: "" },
  ];
  return { message, fix: { title: "Take the names out of the list", edits } };
}

function throughId({ value, span: [start, end] }: Argument, text: string): Told | null {
  if (typeof value !== "string" || !value.split(".").includes("id")) return null;
  const message = "Odoo lets nothing depend on `id`: depend on the field that leads to the record.";
  const path = /^(.+)\.id$/.exec(value)?.[1];
  const quoted = /^(["'])([\w.]+)\1$/.exec(text.slice(start, end));
  if (path === undefined || quoted?.[2] !== value || path.split(".").includes("id")) return { message };
  const from = start + 1 + path.length;
  return { message, fix: { title: `Depend on "${path}"`, edits: [{ span: [from, end - 1], text: "" }] } };
}
