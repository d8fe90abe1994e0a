import { type Place as CountedPlace, modelCard as cardOf, listedView, securityOfModel } from "@sextant/odoo-code";
import type { Feature, ServerContext } from "../feature.ts";
import { placedSecurity, placedView } from "../listed-places.ts";
import { onRequest } from "../own-request.ts";
import { locationOf } from "../place.ts";

/** All that is known of a model. */
export const modelCard: Feature = {
  capabilities: () => ({}),
  register(context) {
    onRequest(context, "sextant/modelCard", null, ({ model = "" }) => {
      const project = context.index.current();
      const card = cardOf(project, model);
      if (card === undefined) return null;
      const placeOf = (place: CountedPlace) => location(context, place);
      return {
        model,
        description: card.description,
        kind: card.kind,
        module: card.module,
        parents: card.parents,
        delegates: card.delegates,
        extensions: card.extensions.map((item) => ({ module: item.module, class: item.class, place: placeOf(item) })),
        fields: card.fields.map(({ place, definitions, ...field }) => ({
          ...field,
          place: place && placeOf(place),
          definitions: definitions.map((item) => ({ module: item.module, place: placeOf(item) })),
        })),
        methods: card.methods.map(({ definitions, ...method }) => ({
          ...method,
          definitions: definitions.map((item) => ({ module: item.module, place: placeOf(item) })),
        })),
        views: project.views.ofModel(model).map((view) => placedView(context, listedView(project, view))),
        security: securityOfModel(project, model).map((item) => placedSecurity(context, item)),
      };
    });
  },
};

/** A place that people count, as the protocol counts it. */
function location(context: ServerContext, { file, line, column }: CountedPlace) {
  const position = { line: line - 1, character: column - 1 };
  return { uri: locationOf(context, file, [0, 0]).uri, range: { start: position, end: position } };
}
