import { checkProject } from "../check/check-project.ts";
import { DEFAULT_CONFIGURATION } from "../check/configuration.ts";
import { modelCard } from "../project/model-card.ts";
import type { Project } from "../project/project.ts";

function combined(of: Project, xmlId: string): unknown {
  const { node, parts, misses } = of.combinedView(xmlId) ?? { node: null, parts: [], misses: [] };
  return [
    node,
    parts.map((part) => part.xmlId),
    misses.map(({ locator, span, view: by }) => [locator, span, by.xmlId]),
  ];
}

/** All that a project says, of itself and as each module sees it, as data. */
export function saidBy(of: Project): unknown {
  const { models, modules, xmlIds, views, security, references, files } = of;
  const ids = [...xmlIds.ids()].sort();
  return plain({
    modules: modules.order.map(({ name, position, loadable }) => [name, position, loadable]),
    names: [...models.names()],
    models: [...models.names()].map((name) => modelCard(of, name)),
    seen: modules.order.map(({ name }) => [
      name,
      [...of.modelsSeenFrom(name).names()].map((seen) => [
        seen,
        [...(of.modelsSeenFrom(name).get(seen)?.fields.values() ?? [])].map((field) => [field.name, field.comodel]),
      ]),
    ]),
    ids: ids.map((id) => [
      id,
      xmlIds.get(id)?.model,
      xmlIds.get(id)?.definitions.map(({ path, record }) => [path, record.span]),
    ]),
    records: modules.order.map(({ name }) =>
      of.contents.get(name)?.records.map(({ path, xmlId, position }) => [path, xmlId, position]),
    ),
    views: views
      .all()
      .map(({ xmlId, model: about, mode, priority, path }) => [
        [xmlId, about, mode, priority, path],
        views.children(xmlId).map((child) => child.xmlId),
        combined(of, xmlId),
        modules.order.map(({ name }) => of.combinedView(xmlId, { seenFrom: name })?.parts.map((part) => part.xmlId)),
      ]),
    ofModel: views.ofModel("shop").map(({ xmlId }) => xmlId),
    security: security.access.map(({ model: about, allows, entry }) => [about, allows, entry.xmlId]),
    rights: security.accessOf("shop").map(({ entry }) => entry.xmlId),
    references: [references.toModel("shop"), references.toField("shop", "name"), references.toXmlId("shop.form")],
    findings: checkProject(of, [...files.keys()].sort(), { version: "19.0", configuration: DEFAULT_CONFIGURATION }),
  });
}

/** Without what tells apart only who holds it. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
