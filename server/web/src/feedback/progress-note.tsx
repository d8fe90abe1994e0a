import { Button, Loader } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Progress } from "../api/use-report.ts";
import classes from "./progress-note.module.css";

const QUIET_MS = 300;

interface ProgressNoteProps {
  readonly progress: Progress | null;
  readonly waiting: string;
  readonly onCancel?: (() => void) | undefined;
}

/** What is being done, how far it has come, for how long, and a way out. Silent for what takes an instant. */
export function ProgressNote({ progress, waiting, onCancel }: ProgressNoteProps) {
  const [tenths, setTenths] = useState(0);
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => setTenths(Math.floor((performance.now() - start) / 100)), 100);
    return () => clearInterval(timer);
  }, []);
  if (tenths < QUIET_MS / 100) return <div className={classes.note} aria-hidden="true" />;

  const { done, of } = progress ?? {};
  return (
    <div className={classes.note}>
      <Loader size={16} aria-hidden="true" />
      <span role="status" dir="auto">
        {progress?.phase ?? waiting}
        {done !== undefined && of !== undefined && of > 0 ? ` (${done} of ${of})` : ""}
      </span>
      {tenths >= 10 ? <span className={classes.time}>{Math.floor(tenths / 10)} s</span> : null}
      {onCancel ? (
        <Button variant="default" size="compact-xs" onClick={onCancel}>
          Cancel
        </Button>
      ) : null}
    </div>
  );
}
