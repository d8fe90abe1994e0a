import { type Module, moduleListing, type Project } from "@sextant/odoo-code";
import type { ModuleSummary } from "../../protocol.ts";
import type { Feature, ServerContext } from "../feature.ts";
import { placed, placedSecurity, placedView } from "../listed-places.ts";
import { onRequest } from "../own-request.ts";
import { locationOf } from "../place.ts";

/** The module graph, and what each module brings. */
export const modules: Feature = {
  capabilities: () => ({}),
  register(context) {
    onRequest(context, "sextant/modules", [], ({ workspaceOnly = false }) => {
      const project = context.index.current();
      const all = project.modules.order.map((module) => summary(context, project, module));
      return workspaceOnly ? all.filter(({ inWorkspace }) => inWorkspace) : all;
    });
    onRequest(context, "sextant/moduleContents", null, ({ module = "" }) => {
      const listing = moduleListing(context.index.current(), module);
      return (
        listing && {
          name: module,
          models: listing.models.map((item) => placed(context, item)),
          views: listing.views.map((item) => placedView(context, item)),
          security: listing.security.map((item) => placedSecurity(context, item)),
          menus: listing.menus.map((item) => placed(context, item)),
          actions: listing.actions.map((item) => placed(context, item)),
        }
      );
    });
  },
};

function summary(context: ServerContext, project: Project, module: Module): ModuleSummary {
  const { name, path, manifest, depends, loadable } = module;
  const said = (key: string) => {
    const value = manifest.keys[key]?.value;
    return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
  };
  const contents = project.contents.get(name);
  return {
    name,
    title: said("name") ?? name,
    summary: said("summary"),
    version: said("version"),
    place: locationOf(context, manifest.path, [0, 0]),
    depends,
    missing: depends.filter((need) => project.modules.get(need) === undefined),
    loadable,
    inWorkspace: context.folders().some((folder) => path === folder || path.startsWith(`${folder}/`)),
    models: new Set(contents?.extensions.filter(({ loaded }) => loaded).map(({ model }) => model)).size,
    views: contents?.records.filter(({ record, xmlId }) => record.model === "ir.ui.view" && xmlId !== null).length ?? 0,
  };
}
