import { combinedLines, fullIdOf, listedView, type Project, recordAt } from "@sextant/odoo-code";
import type { CombinedViewParams } from "../../protocol.ts";
import type { Feature, ServerContext } from "../feature.ts";
import { placedView } from "../listed-places.ts";
import { onRequest } from "../own-request.ts";
import { locationOf } from "../place.ts";

/** A view with all its extensions applied, each line with the view that wrote it. */
export const combinedView: Feature = {
  capabilities: () => ({}),
  register(context) {
    onRequest(context, "sextant/combinedView", null, (params) => {
      const project = context.index.current();
      const xmlId = idOf(context, project, params);
      const seenFrom = params.seenFrom !== undefined && { seenFrom: params.seenFrom };
      const combined = xmlId === null ? undefined : project.combinedView(xmlId, { ...seenFrom });
      if (combined === undefined) return null;
      const { view, parts, misses } = combined;
      const lines = combinedLines(combined);
      return {
        xmlId: view.xmlId,
        model: view.model,
        parts: parts.map((part) => placedView(context, listedView(project, part))),
        text: lines.map(({ text }) => text).join("\n"),
        lines: lines.map(({ part, path, span }) => ({ part, place: locationOf(context, path, span) })),
        misses: misses.map(({ view: writer, locator, reason, certain, span, source }) => ({
          xmlId: writer.xmlId,
          locator,
          reason,
          certain,
          place: locationOf(context, source ?? writer.path, span),
        })),
      };
    });
  },
};

function idOf(
  { documents }: ServerContext,
  project: Project,
  { xmlId, at }: Partial<CombinedViewParams>,
): string | null {
  if (xmlId !== undefined) return xmlId;
  const document = at === undefined ? null : documents.get(at.uri);
  if (at === undefined || document === null) return null;
  const record = recordAt(document.facts, document.document.offsetAt(at.position));
  return record === null ? null : fullIdOf(project, document.path, record);
}
