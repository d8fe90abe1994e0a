import type { Severity } from "../../diagnostic.ts";
import type { Reference } from "../../facts.ts";
import type { Finding } from "../rule.ts";
import { addDependency } from "./add-dependency.ts";
import { dependsMissing } from "./depends-missing.ts";
import type { GraphSource } from "./graph-source.ts";

/** The finding that something stands in modules that are not among the dependencies; a hint only where Odoo installs them by itself. */
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
      // Code may count on what is there beside it; a data file that is loaded before cannot.
      severity: severity === "error" ? severity : "info",
      message: `${what} in "${owners[0]}", which itself depends on this module.`,
    };
  const implied = owners.some((owner) => sight.implied.has(owner));
  return {
    rule: dependsMissing,
    span,
    message: `${what} in "${module}", which this module does not depend on${implied ? "; it is there only as long as Odoo installs it by itself" : ""}.`,
    severity: implied ? "info" : severity,
    ...addDependency(source, module),
  };
}
