import { Button } from "@mantine/core";
import { IconAlertTriangle, IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { errorBodyFrom } from "../api/request-error.ts";
import classes from "./error-panel.module.css";

interface ErrorPanelProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  readonly busy?: boolean;
  readonly children?: ReactNode;
}

/** What happened, what to do about it, the stable code, and another try where that may help. */
export function ErrorPanel({ error, onRetry, busy = false, children }: ErrorPanelProps) {
  const { code, message, action } = errorBodyFrom(error);
  return (
    <section className={classes.panel} role="alert">
      <IconAlertTriangle className={classes.icon} size={20} aria-hidden="true" />
      <div className={classes.text}>
        <p className={classes.message} dir="auto">
          {message}
        </p>
        <p className={classes.action} dir="auto">
          {action} <code className={classes.code}>{code}</code>
        </p>
        {children}
        {onRetry ? (
          <Button
            variant="default"
            size="xs"
            mt={10}
            leftSection={<IconRefresh size={14} aria-hidden="true" />}
            onClick={onRetry}
            loading={busy}
          >
            Try again
          </Button>
        ) : null}
      </div>
    </section>
  );
}
