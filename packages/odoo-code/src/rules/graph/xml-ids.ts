import type { FileFacts, Reference, XmlFacts } from "../../facts.ts";
import { notesOf } from "../../packed/per-packed-file.ts";
import { kept } from "../../project/kept.ts";
import { fullXmlId, type ModuleContents, type RecordEntry } from "../../project/module-contents.ts";
import type { XmlIdEntry } from "../../project/xml-ids.ts";
import { versionWithin } from "../../version.ts";
import type { Check, Finding, Report } from "../rule.ts";
import { smallestModule } from "./add-dependency.ts";
import { dependsMissing } from "./depends-missing.ts";
import { type GraphSource, hidesIds, hidesModels } from "./graph-source.ts";
import { missingDependency } from "./missing-dependency.ts";
import { moveDataFile } from "./move-data-file.ts";

const xmlIdUnknown = {
  rule: "odoo-xmlid-unknown",
  code: "OLS05001",
  severity: "error",
  title: "every XML id that a data file names is defined",
} as const;
const xmlIdOrder = {
  rule: "odoo-xmlid-order",
  code: null,
  severity: "error",
  title: "an XML id is defined before it is used, in the order of the manifest's files",
} as const;

const aclBadRef = {
  rule: "odoo-acl-bad-ref",
  code: null,
  severity: "error",
  title: "access rights name a model and a group that exist, with their module",
  from: "14.0",
  to: "19.0",
} as const;

/** What Odoo looks up while it loads a data file: an id that is not there stops the installation. */
const AT_LOAD: ReadonlySet<string> = new Set(
  "ref inherit_id parent action percent eval search csv-id button".split(" "),
);
/** Names before the dot that are no modules: what users import, export or draw in the interface. */
const NO_MODULE = /^(?:__\w*|studio_customization)$/;
/** Ids that depend on what models are made of, mixins of missing modules among it. */
const OF_MODELS = /^(?:field|selection|model_inherit|constraint)_/;
/** Records that the first statements on a new database make, before any file is loaded. */
const MADE_FIRST: ReadonlySet<string> = new Set(
  "base.main_company base.main_partner base.user_root base.group_user base.USD base.EUR".split(" "),
);

/** Categories of modules: made of the manifests, at the same time. */
const CATEGORY = /^base\.module_category_/;
/** Modules and their categories: those of modules that are not here are not known. */
const OF_MODULES = /^module_/;

/** Methods that give XML ids to records. */
const NAMING = /^_update_xmlids?$/;

/** XML ids that data files name. */
export const xmlIds: Check<GraphSource> = {
  rules: [xmlIdUnknown, xmlIdOrder, aclBadRef, dependsMissing],
  check(source, report) {
    const { facts, contents } = source;
    if (facts.kind !== "xml" && facts.kind !== "csv") return;
    const place = contents.data.findIndex(({ path }) => path === facts.path);
    if (place < 0) return;
    for (const reference of facts.references) {
      if (reference.role !== "xml-id" || !AT_LOAD.has(reference.context)) continue;
      if (reference.context === "percent" && facts.kind === "xml" && !inArch(facts, reference)) continue;
      const xmlId = fullXmlId(contents.name, reference.value);
      if (xmlId !== null && /^\w+\.[\w.-]+$/.test(xmlId)) judge(source, { reference, xmlId, place }, report);
    }
  },
};

/** `%(id)d` is an id in markup only; in a text it may be anything: `INV/%(year)s/`. */
function inArch({ records }: XmlFacts, { span }: Reference): boolean {
  return records.some(
    ({ arch, fields, span: [start, end] }) =>
      start <= span[0] &&
      span[1] <= end &&
      (arch !== null ||
        fields.some(({ value, span: [from, to] }) => value.kind === "arch" && from <= span[0] && span[1] <= to)),
  );
}

interface Use {
  readonly reference: Reference;
  readonly xmlId: string;
  /** Place of the file in the manifest. */
  readonly place: number;
}

function judge(source: GraphSource, use: Use, report: Report): void {
  const { project, sight } = source;
  const entry = project.xmlIds.get(use.xmlId);
  if (entry === undefined) unknown(source, use, report);
  else if (!isVisible(entry, sight)) foreign(source, use, entry, report);
  else inOrder(source, use, entry, report);
}

function isVisible({ definitions, module }: XmlIdEntry, { closure }: GraphSource["sight"]): boolean {
  if (definitions.some((entry) => closure.has(entry.module))) return true;
  // Written to by others only: Odoo makes it by itself, for the module before the dot.
  return closure.has(module) && definitions.every((entry) => entry.module !== module);
}

function unknown(source: GraphSource, { reference, xmlId }: Use, report: Report): void {
  const { project, sight } = source;
  const module = xmlId.slice(0, xmlId.indexOf("."));
  const name = xmlId.slice(module.length + 1);
  if (NO_MODULE.test(module)) return;
  const known = project.modules.get(module);
  if (module === "base" && OF_MODULES.test(name)) return;
  // A module that nobody here knows may be one that a missing module brings.
  if (sight.missing.size > 0 && (known === undefined || OF_MODELS.test(name) || mayBeMade(source, module, name)))
    return;
  if (name.startsWith("model_") && hidesModels(source, module)) return;
  if (hidesIds(source, module)) return;
  const access = source.facts.kind === "csv" && source.facts.model === "ir.model.access";
  if (access && versionWithin(project.version, aclBadRef.from, aclBadRef.to)) {
    report({ rule: aclBadRef, span: reference.span, ...badReference(source, reference, xmlId) });
    return;
  }
  report({
    rule: xmlIdUnknown,
    span: reference.span,
    ...milder(source, module),
    message:
      known === undefined
        ? `"${xmlId}" belongs to "${module}", and no module of that name is known.`
        : `Nothing defines the XML id "${xmlId}".`,
  });
}

/** How bad an unknown id is where it may be there after all. */
function milder({ contents, facts, project, sight }: GraphSource, module: string): Pick<Finding, "severity"> {
  if (module === contents.name) return {};
  // A missing module may define ids in the name of another that is here.
  if (sight.missing.size > 0) return { severity: "info" };
  // What demo data is about may be made by code, as shops and charts of accounts are.
  const other = project.contents.get(module);
  const isDemo = contents.data.some(({ path, demo }) => demo && path === facts.path);
  return isDemo && other !== undefined && makesIds(other) ? { severity: "info" } : {};
}

/** Whether code of a module gives XML ids to what it makes. */
const makesIds: (contents: ModuleContents) => boolean = kept(({ files }) => !notesOf(files, naming).next().done);

const naming = (facts: FileFacts): true | undefined =>
  (facts.kind === "python" && facts.references.some(({ role, value }) => role === "method" && NAMING.test(value))) ||
  undefined;

/** `table_product_template` beside a product `table`: made with it, if its model delegates to another, which a missing module may say. */
function mayBeMade({ project }: GraphSource, module: string, name: string): boolean {
  for (let end = name.lastIndexOf("_"); end > 0; end = name.lastIndexOf("_", end - 1))
    if (project.xmlIds.get(`${module}.${name.slice(0, end)}`) !== undefined) return true;
  return false;
}

/** A row of access rights that names no model, or no group; the model's own module is put before a name that lacks it. */
function badReference(
  { project, sight }: GraphSource,
  { span, value }: Reference,
  xmlId: string,
): Pick<Finding, "message" | "fix"> {
  const name = /^model_(\w+)$/.exec(xmlId.slice(xmlId.indexOf(".") + 1))?.[1];
  if (name === undefined) return { message: `There is no group "${value}".` };
  const models = [...project.models.names()].filter((model) => model.replaceAll(".", "_") === name);
  const owners = models.map((model) => project.models.get(model)?.module ?? "").filter((module) => sight.sees(module));
  const [owner] = owners;
  if (owner === undefined) return { message: `There is no model behind "${value}".` };
  const text = `${owner}.model_${name}`;
  return {
    message: `The model behind "${value}" is another module's: "${text}".`,
    ...(owners.length === 1 && { fix: { title: `Write ${text}`, edits: [{ span, text }] } }),
  };
}

/** The id is there, but in a module that is not among the dependencies. */
function foreign(source: GraphSource, use: Use, entry: XmlIdEntry, report: Report): void {
  const { project, sight } = source;
  // What a missing module depends on is not known: the owner may be among it.
  if (sight.missing.size > 0) return;
  const owners = entry.definitions.length === 0 ? [entry.module] : entry.definitions.map(({ module }) => module);
  report(
    missingDependency(
      source,
      use.reference,
      `"${use.xmlId}" is defined`,
      smallestModule(project, sight, owners),
      owners,
    ),
  );
}

/** A definition in the module itself that comes after the use does not help. */
function inOrder(source: GraphSource, { reference, xmlId, place }: Use, entry: XmlIdEntry, report: Report): void {
  const { contents, sight } = source;
  if (entry.automatic !== null || MADE_FIRST.has(xmlId) || CATEGORY.test(xmlId)) return;
  const seen = entry.definitions.filter(({ module }) => sight.sees(module));
  // Only written to here: a module that is not here made it, before all of this.
  if (entry.module !== contents.name && sight.missing.size > 0 && !seen.some(({ module }) => module === entry.module))
    return;
  const [first] = seen.filter(({ module }) => module === contents.name);
  if (first === undefined || seen.some((definition) => isBefore(definition, contents.name, place, reference))) return;
  const here = first.filePosition === place;
  report({
    rule: xmlIdOrder,
    span: reference.span,
    message: here
      ? `"${xmlId}" is defined further down in this file.`
      : `"${xmlId}" is defined in ${first.path.slice(contents.path.length + 1)}, which is loaded after this file.`,
    related: [{ path: first.path, span: first.record.idSpan, message: "defined here" }],
    ...(!here && moveDataFile(source, first.path)),
  });
}

function isBefore(definition: RecordEntry, module: string, place: number, { span }: Reference): boolean {
  const { filePosition, record } = definition;
  // A file that the manifest does not list is loaded by code, at a time that cannot be told.
  if (definition.module !== module || filePosition < 0) return true;
  if (filePosition !== place) return filePosition < place;
  // Rows of a CSV file are loaded together.
  return record.tag === "row" || record.span[0] <= span[0];
}
