import { Button } from "@mantine/core";
import type { ConnectionHealth, ConnectionInfo } from "@sextant/contracts";
import { useConnectionAction, useHealth } from "../api/use-connections.ts";
import { formatMoment } from "../dates/format-date.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import classes from "../manage/manage.module.css";
import card from "../shell/card.module.css";
import { ConnectionSettings } from "./connection-settings.tsx";
import { SyncState } from "./sync-state.tsx";

const MODULES: Readonly<Record<ConnectionHealth["module"], string>> = {
  paired: "installed, paired with this server",
  installed: "installed",
  absent: "not installed: changes have reduced guarantees",
  unknown: "not known",
};
const SOURCES = { live: "Odoo, live", lake: "the synced copy", demo: "the embedded company" } as const;

function stateOf({ kind, paused }: ConnectionInfo, health: ConnectionHealth | null | undefined, looking: boolean) {
  if (kind === "demo") return { tone: "note", text: "Demo" };
  if (paused) return { tone: "note", text: "Paused" };
  if (!health) return { tone: "", text: looking ? "Looking…" : "Not looked at yet" };
  return health.error ? { tone: "bad", text: "Not reached" } : { tone: "good", text: "Reached" };
}

/** One Odoo: how it is, when it was copied, and what can be done about it. */
export function ConnectionCard({ connection }: { readonly connection: ConnectionInfo }) {
  const { id, name, kind, url, database, source, copy, paused } = connection;
  const look = useHealth(connection);
  const action = useConnectionAction(connection);
  const health = look.data ?? connection.health;
  const state = stateOf(connection, health, look.isFetching);
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ["Address", url],
    ["Database", database],
    ["Version", health?.version && `Odoo ${health.version}, spoken to over ${health.transport}`],
    ["Read with the rights of", health?.login],
    ["Module Sextant in Odoo", health?.version ? MODULES[health.module] : null],
    ["Key expires", health?.keyExpires && keyText(health.keyExpires)],
    ["Questions read", SOURCES[source]],
    ["Synced copy", copy && `${formatMoment(copy.syncedAt)}, ${copy.items.toLocaleString("en")} journal items`],
    ["Looked at", health && formatMoment(health.checkedAt)],
  ];
  return (
    <article className={card.frame} id={`connection-${id}`} aria-label={name}>
      <div className={card.head}>
        <h2 className={card.title} dir="auto">
          {name}
        </h2>
        <span className={card.state} data-tone={state.tone}>
          {state.text}
        </span>
      </div>
      {kind === "demo" ? (
        <p className={classes.quiet}>
          An invented company that comes with Sextant, to try every report and question on.
        </p>
      ) : (
        <dl className={classes.facts}>
          {facts.map(([label, value]) =>
            value ? (
              <div key={label}>
                <dt>{label}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
      )}
      {health?.error && !paused ? <ErrorPanel error={health.error} /> : null}
      {look.error ? <ErrorPanel error={look.error} /> : null}
      {kind === "demo" ? null : (
        <div className={classes.row}>
          <Button
            variant="default"
            size="xs"
            disabled={paused}
            loading={look.isFetching}
            onClick={() => void look.refetch()}
          >
            Look again
          </Button>
          {kind === "paired" ? null : <SyncState connection={connection} action={action} />}
        </div>
      )}
      {action.error ? <ErrorPanel error={action.error} /> : null}
      {kind === "kept" ? <ConnectionSettings connection={connection} action={action} /> : null}
      {kind === "configured" ? (
        <p className={classes.quiet}>
          Comes from the environment (SEXTANT_ODOO_URL and what belongs to it); change it there.
        </p>
      ) : null}
    </article>
  );
}

function keyText({ at, among }: NonNullable<ConnectionHealth["keyExpires"]>): string {
  return among > 1 ? `the first of its owner's ${among} keys: ${formatMoment(at)}` : formatMoment(at);
}
