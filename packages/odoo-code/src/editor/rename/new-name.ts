import type { Project } from "../../project/project.ts";
import type { CodeSymbol } from "../code-symbol.ts";
import { definitionsNamed, type Family } from "./family.ts";
import { isOrmName } from "./orm-names.ts";

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda " +
    "nonlocal not or pass raise return try while with yield"
  ).split(" "),
);
/** PostgreSQL cuts longer names of columns and tables. */
const LONGEST = 63;

/** Why a name cannot be given to a field or a method of these models; null where it can. */
export function memberNameProblem(project: Project, { kind, models }: Family, name: string): string | null {
  if (!/^[A-Za-z_]\w*$/.test(name)) return `"${name}" is no name of a ${kind}: use letters, digits and underscores.`;
  if (KEYWORDS.has(name)) return `"${name}" is a keyword of Python.`;
  if (kind === "field" && name.length > LONGEST) return `"${name}" is longer than the ${LONGEST} letters of a column.`;
  if (kind === "field" && name.startsWith("_"))
    return `A field's name does not begin with an underscore, as "${name}" does.`;
  if (isOrmName(name)) return `"${name}" belongs to Odoo's ORM: every model has it.`;
  // A model has what some class defines: as a rule none does, and no model need be put together.
  if (definitionsNamed(project, "field", name).length + definitionsNamed(project, "method", name).length === 0)
    return null;
  for (const model of models) {
    const known = project.models.get(model);
    const field = known?.fields.get(name);
    if (field) return `${model} already has a field "${name}", defined in ${field.module}.`;
    const method = known?.methods.get(name)?.[0];
    if (method) return `${model} already has a method "${name}", defined in ${method.extension.module}.`;
  }
  return null;
}

export function modelNameProblem(project: Project, name: string): string | null {
  if (!/^[a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)*$/.test(name))
    return `"${name}" is no name of a model: use lower-case letters, digits and underscores, joined by dots.`;
  if (name.length > LONGEST) return `"${name}" is longer than the ${LONGEST} letters of a table's name.`;
  const known = project.models.get(name);
  if (known) return `There is already a model "${name}", defined in ${known.module}.`;
  return null;
}

/** `name` is without the module. */
export function xmlIdNameProblem(project: Project, module: string, name: string): string | null {
  if (!/^[A-Za-z_][\w-]*$/.test(name))
    return `"${name}" is no XML id: use letters, digits, underscores and hyphens, without a module.`;
  const known = project.xmlIds.get(`${module}.${name}`);
  if (known === undefined) return null;
  return known.automatic
    ? `Odoo makes "${module}.${name}" by itself.`
    : `There is already a record "${module}.${name}" of ${known.model}.`;
}

/** The new name of a symbol without what need not be written: an XML id may be given with its module. */
export function bareName(symbol: CodeSymbol, name: string): string {
  const given = name.trim();
  if (symbol.kind !== "xml-id") return given;
  const module = symbol.xmlId.slice(0, symbol.xmlId.indexOf("."));
  return given.startsWith(`${module}.`) ? given.slice(module.length + 1) : given;
}
