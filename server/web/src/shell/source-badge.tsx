import { Popover, UnstyledButton } from "@mantine/core";
import type { ServerStatus } from "@sextant/contracts";
import { formatDate, formatMoment } from "../dates/format-date.ts";
import classes from "./source-badge.module.css";

const MODES = {
  live: { name: "Live", meaning: "Every figure is asked of Odoo when you ask." },
  lake: { name: "Synced copy", meaning: "Figures come from the copy made by the last sync." },
  demo: { name: "Demo company", meaning: "No Odoo is configured; these are the books of an invented company." },
} as const;

/** Which books are read, how fresh they are and with whose rights. */
export function SourceBadge({ status }: { readonly status: ServerStatus }) {
  const { name, meaning } = MODES[status.mode];
  const facts: readonly (readonly [string, string | null])[] = [
    ["Books", status.origin],
    ["Odoo", status.odooUrl],
    ["Read with the rights of", status.readAs],
    ["Synced", status.syncedAt === null ? null : formatMoment(status.syncedAt)],
    ["Last entry", status.lastEntry === null ? null : formatDate(status.lastEntry)],
    ["Sextant", status.version],
  ];
  return (
    <Popover position="bottom-end" width={320} shadow="md" trapFocus={false}>
      <Popover.Target>
        <UnstyledButton
          className={classes.badge}
          data-mode={status.mode}
          aria-label={`Source: ${name}, ${status.origin}`}
        >
          <span className={classes.dot} aria-hidden="true" />
          <span className={classes.mode}>{name}</span>
          {status.mode === "demo" ? null : (
            <span className={classes.origin} dir="auto">
              {status.origin}
            </span>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.meaning}>{meaning}</p>
        <dl className={classes.facts}>
          {facts.map(([label, value]) =>
            value === null ? null : (
              <div key={label}>
                <dt>{label}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ),
          )}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}
