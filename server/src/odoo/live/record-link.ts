import type { OdooClient } from "@sextant/odoo-client";

/** Text around a record id that makes the address of its form in Odoo's web client. */
export function recordLinkOf(
  { url, info }: Pick<OdooClient, "url" | "info">,
  model: string,
): { readonly before: string; readonly after: string } {
  const base = url.replace(/\/+$/, "");
  if (info.major < 18) return { before: `${base}/web#id=`, after: `&model=${model}&view_type=form` };
  // A model without a dot is told from an action's path by a prefix.
  return { before: `${base}/odoo/${model.includes(".") ? model : `m-${model}`}/`, after: "" };
}
