import type { FileFacts, Span } from "../../facts.ts";
import { type CodeSymbol, symbolName } from "../code-symbol.ts";
import { symbolAt } from "../symbol-at.ts";
import { type Family, familyOf } from "./family.ts";
import { finishPlan } from "./finish-plan.ts";
import { bareName, memberNameProblem, modelNameProblem, xmlIdNameProblem } from "./new-name.ts";
import { isOrmName } from "./orm-names.ts";
import { renameMember } from "./rename-member.ts";
import { renameModel } from "./rename-model.ts";
import type { Found, Refusal, RenameContext, RenamePlan } from "./rename-plan.ts";
import { renameXmlId } from "./rename-xml-id.ts";

/** What is renamed, where its name stands, and what it is called. */
export interface Renamable {
  readonly symbol: CodeSymbol;
  readonly span: Span;
  readonly name: string;
}

/** What stands at an offset, if it can be renamed; else a sentence that says why not. */
export function prepareRename(context: RenameContext, facts: FileFacts, offset: number): Renamable | Refusal {
  const found = symbolAt(context.project, facts, offset);
  if (found === null) return refuse("Nothing that Sextant can rename stands here.");
  const { symbol } = found;
  const name = nameOf(symbol);
  const problem = refusal(context, symbol, familyIn(context, symbol));
  if (problem !== null) return refuse(problem);
  const text = context.text(facts.path)?.slice(...found.span) ?? "";
  const at = text.lastIndexOf(name);
  // On the name of a class: what is asked is the model.
  if (at === -1) return { symbol, span: found.span, name };
  return { symbol, span: [found.span[0] + at, found.span[0] + at + name.length], name };
}

/** Renames a symbol everywhere. Nothing is written: the plan says what would be. */
export function renameSymbol(context: RenameContext, symbol: CodeSymbol, newName: string): RenamePlan | Refusal {
  const family = familyIn(context, symbol);
  const problem = refusal(context, symbol, family);
  if (problem !== null) return refuse(problem);
  const name = bareName(symbol, newName);
  if (name === nameOf(symbol)) return refuse(`It is already called "${name}".`);
  const { project } = context;
  switch (symbol.kind) {
    case "field":
    case "method": {
      if (family === null) return refuse("It cannot be told which model has it.");
      const wrong = memberNameProblem(project, family, name);
      return wrong === null ? finish(renameMember(context, family, name)) : refuse(wrong);
    }
    case "model": {
      const wrong = modelNameProblem(project, name);
      return wrong === null ? finish(renameModel(context, symbol.model, name)) : refuse(wrong);
    }
    case "xml-id": {
      const wrong = xmlIdNameProblem(project, symbol.xmlId.slice(0, symbol.xmlId.indexOf(".")), name);
      return wrong === null ? finish(renameXmlId(context, symbol.xmlId, name)) : refuse(wrong);
    }
    default:
      return refuse(`A ${symbol.kind} cannot be renamed.`);
  }

  function finish(found: Found): RenamePlan | Refusal {
    const owners = family?.definitions.map(({ extension }) => extension.module) ?? modulesOf(context, symbol);
    return finishPlan(context, { symbol, oldName: nameOf(symbol), newName: name }, found, owners);
  }
}

/** The name itself, without what it belongs to. */
function nameOf(symbol: CodeSymbol): string {
  switch (symbol.kind) {
    case "field":
      return symbol.field;
    case "method":
      return symbol.method;
    case "xml-id":
      return symbol.xmlId.slice(symbol.xmlId.indexOf(".") + 1);
    default:
      return symbolName(symbol);
  }
}

function familyIn({ project }: RenameContext, symbol: CodeSymbol): Family | null {
  if (symbol.kind === "field" && symbol.model !== null) return familyOf(project, "field", symbol.model, symbol.field);
  if (symbol.kind === "method" && symbol.model !== null)
    return familyOf(project, "method", symbol.model, symbol.method);
  return null;
}

function modulesOf({ project }: RenameContext, symbol: CodeSymbol): readonly string[] {
  if (symbol.kind === "model") return project.models.get(symbol.model)?.extensions.map(({ module }) => module) ?? [];
  if (symbol.kind === "xml-id") return [symbol.xmlId.slice(0, symbol.xmlId.indexOf("."))];
  return [];
}

/** @param family That of a member. */
function refusal(context: RenameContext, symbol: CodeSymbol, family: Family | null): string | null {
  const { project } = context;
  switch (symbol.kind) {
    case "field":
    case "method": {
      const name = nameOf(symbol);
      if (symbol.model === null)
        return `It cannot be told which model "${name}" is read on, so it cannot be renamed from here.`;
      if (isOrmName(name)) return `"${name}" belongs to Odoo's ORM and cannot be renamed.`;
      if (family === null || family.definitions.length === 0)
        return `No class that is known defines "${name}" on ${symbol.model}.`;
      if (family.definitions.some(({ fact }) => fact === null))
        return `"${name}" is a field that Odoo makes by itself.`;
      if (symbol.kind === "method" && overridesUnknown(context, symbol.model, name))
        return `"${name}" overrides a method that is defined outside of the addons, which would then no longer be overridden.`;
      return readOnly(
        context,
        `The ${symbol.kind} "${name}"`,
        family.definitions.map(({ extension }) => extension),
      );
    }
    case "model": {
      const model = project.models.get(symbol.model);
      if (model === undefined) return `No class that is known defines the model "${symbol.model}".`;
      return readOnly(context, `The model "${symbol.model}"`, model.extensions);
    }
    case "xml-id": {
      const entry = project.xmlIds.get(symbol.xmlId);
      if (entry === undefined) return `No file that is known defines the XML id "${symbol.xmlId}".`;
      if (entry.automatic)
        return `Odoo makes the XML id "${symbol.xmlId}" by itself; rename what it stands for instead.`;
      return readOnly(context, `The XML id "${symbol.xmlId}"`, entry.definitions);
    }
    default:
      return `Sextant renames fields, methods, models and XML ids; a ${symbol.kind} is none of them.`;
  }
}

/** Whether the first definition calls one that is not there to be seen. */
function overridesUnknown({ project }: RenameContext, model: string, name: string): boolean {
  return project.models.get(model)?.methods.get(name)?.at(-1)?.fact.callsSuper === true;
}

function readOnly(
  { writable }: RenameContext,
  what: string,
  definitions: readonly { readonly module: string; readonly path: string }[],
): string | null {
  const fixed = definitions.find(({ path }) => !writable(path));
  if (fixed === undefined) return null;
  return `${what} is defined in the module ${fixed.module} (${fixed.path}), which is not part of the workspace and is not changed.`;
}

function refuse(refused: string): Refusal {
  return { refused };
}
