import type { Provenance } from "@sextant/contracts";
import { formatMoment } from "../dates/format-date.ts";

/** In one line: read live or from a copy, of which books, when, with whose rights. */
export function SourceLine({ provenance }: { readonly provenance: Provenance }) {
  const { generatedFrom, origin, readAs, readAt } = provenance;
  return (
    <span>
      {" · "}
      {generatedFrom === "live" ? "live from" : "from the copy of"} <bdi>{origin}</bdi>, {formatMoment(readAt)}, with
      the rights of <bdi>{readAs}</bdi>
    </span>
  );
}
