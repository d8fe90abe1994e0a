import type { Project } from "../project/project.ts";
import type { CodeSymbol } from "./code-symbol.ts";

/** What a symbol is an instance of: the comodel of a relational field, the model of a record. */
export function typeOfSymbol(project: Project, symbol: CodeSymbol): CodeSymbol | null {
  if (symbol.kind === "field" && symbol.model !== null) {
    const comodel = project.models.get(symbol.model)?.fields.get(symbol.field)?.comodel;
    return comodel ? { kind: "model", model: comodel } : null;
  }
  if (symbol.kind === "xml-id") {
    const model = project.xmlIds.get(symbol.xmlId)?.model;
    return model ? { kind: "model", model } : null;
  }
  return null;
}
