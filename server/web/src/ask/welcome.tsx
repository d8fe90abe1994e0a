import type { ServerStatus } from "@sextant/contracts";
import { formatDate } from "../dates/format-date.ts";
import { Mark } from "../shell/mark.tsx";
import classes from "./ask-page.module.css";

const MODES = {
  live: "The books of",
  lake: "A synced copy of the books of",
  demo: "The books of an invented company:",
} as const;

/** The empty page: what this is for, and which books are open. */
export function Welcome({ status }: { readonly status: ServerStatus | undefined }) {
  return (
    <div className={classes.welcome}>
      <Mark size={44} />
      <h1>Ask about the books</h1>
      <p>
        Every figure is computed from the journal items, proved before it is shown, and opens down to the entries behind
        it. What cannot be proved is refused.
      </p>
      {status ? (
        <p className={classes.books}>
          {MODES[status.mode]} <bdi>{status.companies.map(({ name }) => name).join(", ")}</bdi>
          {status.lastEntry === null ? "" : `, up to ${formatDate(status.lastEntry)}`}.
        </p>
      ) : null}
    </div>
  );
}
