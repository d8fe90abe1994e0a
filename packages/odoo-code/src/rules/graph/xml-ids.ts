import type { Reference } from "../../facts.ts";
import { fullXmlId, type RecordEntry } from "../../project/module-contents.ts";
import type { XmlIdEntry } from "../../project/xml-ids.ts";
import type { Check, Report } from "../rule.ts";
import { addDependency, smallestModule } from "./add-dependency.ts";
import { dependsMissing } from "./depends-missing.ts";
import { type GraphSource, isAside } from "./graph-source.ts";

export const xmlIdUnknown = {
  rule: "odoo-xmlid-unknown",
  code: "OLS05001",
  severity: "error",
  title: "every XML id that is named is defined",
} as const;
export const xmlIdOrder = {
  rule: "odoo-xmlid-order",
  code: null,
  severity: "error",
  title: "an XML id is defined before it is used, in the order of the manifest's files",
} as const;

/** What Odoo looks up while it loads the file: an id that is not there stops the installation. */
const AT_LOAD: ReadonlySet<string> = new Set(
  "ref inherit_id parent action percent eval search csv-id button".split(" "),
);
/** What is looked up when it is needed. */
const LATER: ReadonlySet<string> = new Set(
  "ref-call has_group groups t-call view_ref quick_create_view form_view_id report_name doAction hasGroup render".split(
    " ",
  ),
);
/** Names before the dot that are no modules: what users import, export or draw in the interface. */
const NO_MODULE = /^(?:__\w*|studio_customization)$/;
/** Ids that depend on what models are made of, mixins of missing modules among it. */
const OF_MODELS = /^(?:field|selection|model_inherit|constraint)_/;

/** XML ids that files name. */
export const xmlIds: Check<GraphSource> = {
  rules: [xmlIdUnknown, xmlIdOrder, dependsMissing],
  check(source, report) {
    const { facts, contents } = source;
    const data = facts.kind === "xml" || facts.kind === "csv";
    const place = data ? contents.data.findIndex(({ path }) => path === facts.path) : -1;
    if (data && place < 0) return;
    if (!data && isAside(source)) return;
    const optional = optionalIds(source);
    for (const reference of facts.references) {
      const { role, context, value, certain } = reference;
      if (role !== "xml-id" && role !== "group" && role !== "template") continue;
      const strict = AT_LOAD.has(context) || (context === "ref" && facts.kind === "python");
      if (!strict && !LATER.has(context)) continue;
      if (!certain && !data) continue;
      const xmlId = fullXmlId(contents.name, value.replace(/^[!-]/, ""));
      if (xmlId === null || optional.has(xmlId) || !/^\w+\.[\w.-]+$/.test(xmlId)) continue;
      judge(source, { reference, xmlId, place, strict: strict && data }, report);
    }
  },
};

interface Use {
  readonly reference: Reference;
  readonly xmlId: string;
  /** Place of the file in the manifest; -1 for code. */
  readonly place: number;
  readonly strict: boolean;
}

function judge(source: GraphSource, use: Use, report: Report): void {
  const { project, sight } = source;
  const entry = project.xmlIds.get(use.xmlId);
  if (entry === undefined) unknown(source, use, report);
  else if (!isVisible(entry, sight)) foreign(source, use, entry, report);
  else if (use.place >= 0) inOrder(source, use, entry, report);
}

function isVisible({ definitions, module }: XmlIdEntry, { closure }: GraphSource["sight"]): boolean {
  if (definitions.some((entry) => closure.has(entry.module))) return true;
  // Written to by others only: Odoo makes it by itself, for the module before the dot.
  return closure.has(module) && definitions.every((entry) => entry.module !== module);
}

function unknown({ project, sight }: GraphSource, { reference, xmlId, strict }: Use, report: Report): void {
  const module = xmlId.slice(0, xmlId.indexOf("."));
  const name = xmlId.slice(module.length + 1);
  if (NO_MODULE.test(module) || reference.role === "template" || !strict) return;
  const known = project.modules.get(module);
  // A module that nobody here knows may be one that a missing module brings.
  if (known === undefined && sight.missing.size > 0) return;
  if (known !== undefined && sight.missing.size > 0 && OF_MODELS.test(name)) return;
  report({
    rule: xmlIdUnknown,
    span: reference.span,
    message:
      known === undefined
        ? `"${xmlId}" belongs to no module that is known: there is no module "${module}".`
        : `Nothing defines the XML id "${xmlId}".`,
  });
}

/** The id is there, but in a module that is not among the dependencies. */
function foreign(source: GraphSource, use: Use, entry: XmlIdEntry, report: Report): void {
  const { project, sight } = source;
  const { reference, xmlId, strict } = use;
  const owners = entry.definitions.length === 0 ? [entry.module] : entry.definitions.map(({ module }) => module);
  // What a missing module depends on is not known: it may be the owner.
  if (sight.missing.size > 0) return;
  if (!strict) return;
  const module = smallestModule(project, sight, owners);
  const owner = module ?? owners[0] ?? entry.module;
  report({
    rule: dependsMissing,
    span: reference.span,
    message:
      module === null
        ? `"${xmlId}" is defined in "${owner}", which itself depends on this module.`
        : `"${xmlId}" is defined in "${owner}", which this module does not depend on.`,
    ...(module !== null && addDependency(source, module)),
  });
}

/** A definition in the module itself that comes after the use does not help. */
function inOrder(
  { contents, sight }: GraphSource,
  { reference, xmlId, place, strict }: Use,
  entry: XmlIdEntry,
  report: Report,
): void {
  if (!strict || entry.automatic !== null) return;
  const own = entry.definitions.filter(({ module, filePosition }) => module === contents.name && filePosition >= 0);
  const others = entry.definitions.some(
    ({ module, filePosition }) => module !== contents.name && filePosition >= 0 && sight.sees(module),
  );
  const [first] = own;
  if (others || own.length < entry.definitions.filter(({ module }) => module === contents.name).length) return;
  if (first === undefined || own.some((definition) => isBefore(definition, place, reference))) return;
  report({
    rule: xmlIdOrder,
    span: reference.span,
    message:
      first.filePosition === place
        ? `"${xmlId}" is defined further down in this file.`
        : `"${xmlId}" is defined in ${first.path.slice(contents.path.length + 1)}, which is loaded after this file.`,
    related: [{ path: first.path, span: first.record.idSpan, message: "defined here" }],
  });
}

function isBefore({ filePosition, record }: RecordEntry, place: number, { span }: Reference): boolean {
  if (filePosition !== place) return filePosition < place;
  // Rows of a CSV file are loaded together.
  return record.tag === "row" || record.span[0] <= span[0];
}

/** Ids that the module asks for in a way that allows for their absence. */
function optionalIds({ facts, contents }: GraphSource): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { context, value } of facts.references)
    if (context === "ref-optional") found.add(fullXmlId(contents.name, value) ?? "");
  return found;
}
