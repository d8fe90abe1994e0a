import type { Severity } from "../../diagnostic.ts";
import type { Reference } from "../../facts.ts";
import type { Finding } from "../rule.ts";
import { addDependency } from "./add-dependency.ts";
import { dependsMissing } from "./depends-missing.ts";
import type { GraphSource } from "./graph-source.ts";

/** The finding that something stands in modules that are not among the dependencies. */
export function missingDependency(
  source: GraphSource,
  { span }: Pick<Reference, "span">,
  what: string,
  module: string | null,
  owners: readonly string[],
  severity: Severity = "error",
): Finding {
  const { sight } = source;
  if (module === null)
    return {
      rule: dependsMissing,
      span,
      severity,
      message: `${what} in "${owners[0]}", which itself depends on this module.`,
    };
  const implied = owners.some((owner) => sight.implied.has(owner));
  return {
    rule: dependsMissing,
    span,
    message: `${what} in "${module}", which this module does not depend on${implied ? "; it is there only as long as Odoo installs it by itself" : ""}.`,
    severity: implied && severity === "error" ? "warning" : severity,
    ...addDependency(source, module),
  };
}
