import type { CellSource, IsoDate, ItemSelector, Measure } from "@sextant/contracts";
import { partnerCondition, selectorDomain } from "./selector-domain.ts";
import type { Company } from "./types.ts";

interface CellSourceInput {
  readonly company: Pick<Company, "id" | "branchIds">;
  readonly measure: Measure;
  readonly sign: 1 | -1;
  readonly parts: ItemSelector["parts"];
  readonly count: number;
  readonly asOf?: IsoDate;
  readonly partnerId?: number | undefined;
  readonly due?: ItemSelector["due"];
  readonly drafts?: boolean | undefined;
}

/** The proof of a cell: which items, what is summed, with which sign, and the domain that finds them in Odoo. */
export function cellSourceOf(input: CellSourceInput): CellSource {
  const { company, measure, sign, parts, count, asOf, partnerId, due } = input;
  const selector: ItemSelector = {
    companyId: company.id,
    state: input.drafts ? "posted-and-draft" : "posted",
    parts,
    ...(partnerId === undefined ? {} : { partnerId }),
    ...(due === undefined ? {} : { due }),
  };
  return {
    model: "account.move.line",
    measure,
    sign,
    ...(asOf === undefined ? {} : { asOf }),
    selector,
    domain: selectorDomain(selector, company.branchIds),
    count,
  };
}

/** The same proof for one commercial partner. What does not change is shared: an ageing has thousands of cells. */
export function sourceOfPartner(source: CellSource, partnerId: number, count: number): CellSource {
  return {
    ...source,
    selector: { ...source.selector, partnerId },
    domain: [...source.domain, partnerCondition(partnerId)],
    count,
  };
}
