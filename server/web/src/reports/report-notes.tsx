import type { ReportResult } from "@sextant/contracts";
import { Amount } from "../amount/amount.tsx";
import { formatDate, formatMoment } from "../dates/format-date.ts";
import classes from "./report-notes.module.css";

/** What a reader must know with the figures: conventions, whose rights, how fresh, whether the period is closed. */
export function ReportNotes({ result }: { readonly result: ReportResult }) {
  const { provenance, lock, final, notes, currencies } = result;
  const { watermark } = provenance;
  const closed = final
    ? "Every date lies in a locked period: these figures are final."
    : lock.lockedThrough === null
      ? "No period is locked: entries may still change."
      : `Locked through ${formatDate(lock.lockedThrough)}; later entries may still change.`;
  return (
    <div className={classes.notes}>
      {currencies && currencies.length > 0 ? (
        <p className={classes.currencies}>
          <span>Of it in foreign currencies:</span>
          {currencies.map(({ currency, cells }) => (
            <span key={currency.id}>
              {Object.entries(cells.total === undefined ? cells : { total: cells.total }).map(([name, value]) => (
                <span key={name} className={classes.currency}>
                  {name === "total" ? null : `${name} `}
                  <Amount value={value} unit={currency.code} />
                </span>
              ))}
            </span>
          ))}
        </p>
      ) : null}
      <ul>
        {notes.map((note) => (
          <li key={note} dir="auto">
            {note}
          </li>
        ))}
        <li>{closed}</li>
        <li>
          Read {provenance.generatedFrom === "live" ? "from Odoo" : "from the synced copy"} (
          <bdi>{provenance.origin}</bdi>) with the rights of <bdi>{provenance.readAs}</bdi>,{" "}
          {formatMoment(provenance.readAt)}; {watermark.count.toLocaleString("en")} journal items, the last written{" "}
          {formatMoment(watermark.lastWrite)}.
        </li>
      </ul>
    </div>
  );
}
