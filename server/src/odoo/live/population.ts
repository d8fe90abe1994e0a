import type { Domain } from "@sextant/contracts";
import { type Company, DISPLAY_ONLY } from "@sextant/ledger";

/** The base population of a company: entries of its books, without sections, subsections and notes. */
export function populationDomain({ branchIds }: Pick<Company, "branchIds">, drafts = false): Domain {
  return [
    ["company_id", "in", [...branchIds]],
    drafts ? ["parent_state", "in", ["posted", "draft"]] : ["parent_state", "=", "posted"],
    ["display_type", "not in", [...DISPLAY_ONLY]],
    ["account_id", "!=", false],
  ];
}
