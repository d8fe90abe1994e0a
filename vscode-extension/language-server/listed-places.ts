import type { ListedSecurity, ListedView, Standing } from "@sextant/odoo-code";
import type { Place, SecuritySummary, ViewSummary } from "../protocol.ts";
import type { ServerContext } from "./feature.ts";
import { locationOf } from "./place.ts";

/** The same with a place that an editor can open. */
export function placed<Item extends Standing>(
  context: ServerContext,
  { path, span, ...rest }: Item,
): Omit<Item, "path" | "span"> & { readonly place: Place } {
  return { ...rest, place: locationOf(context, path, span) };
}

export function placedView(context: ServerContext, view: ListedView): ViewSummary {
  return placed(context, view);
}

export function placedSecurity(context: ServerContext, security: ListedSecurity): SecuritySummary {
  return placed(context, security);
}
