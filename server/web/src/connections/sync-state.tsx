import { Button } from "@mantine/core";
import type { ConnectionInfo } from "@sextant/contracts";
import type { useConnectionAction } from "../api/use-connections.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import classes from "../manage/manage.module.css";

interface SyncStateProps {
  readonly connection: ConnectionInfo;
  readonly action: ReturnType<typeof useConnectionAction>;
}

/** Begins to copy the ledger, tells how far it is, and stops it. */
export function SyncState({ connection: { sync, copy, paused }, action }: SyncStateProps) {
  if (sync?.state !== "running")
    return (
      <>
        <Button
          variant="default"
          size="xs"
          disabled={paused || action.isPending}
          onClick={() => action.mutate({ what: "sync" })}
        >
          {copy ? "Sync what changed" : "Sync a copy"}
        </Button>
        {sync?.state === "done" ? <span className={classes.quiet}>The copy is up to date.</span> : null}
        {sync?.state === "cancelled" ? (
          <span className={classes.quiet}>Cancelled. {copy ? "The earlier copy stays." : "Nothing was kept."}</span>
        ) : null}
        {sync?.error ? <ErrorPanel error={sync.error} /> : null}
      </>
    );
  const { phase, done, of } = sync;
  const count = (value: number) => value.toLocaleString("en");
  return (
    <div className={classes.running}>
      <span role="status">
        {phase}
        {done === undefined ? "" : ` ${count(done)}${of === undefined ? "" : ` of ${count(of)}`}`}
      </span>
      {done !== undefined && of !== undefined && of > 0 ? (
        <progress value={Math.min(done, of)} max={of} aria-label="Copied so far" />
      ) : null}
      <Button variant="default" size="xs" onClick={() => action.mutate({ what: "cancel-sync" })}>
        Cancel
      </Button>
    </div>
  );
}
