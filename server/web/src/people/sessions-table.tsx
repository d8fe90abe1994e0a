import { Button } from "@mantine/core";
import type { OpenSession } from "../api/use-people.ts";
import { formatMoment } from "../dates/format-date.ts";
import classes from "../manage/manage.module.css";

const KINDS: Readonly<Record<string, string>> = {
  bridge: "from Odoo's page",
  key: "with a personal key",
  oidc: "with the company's sign-in",
};

interface SessionsTableProps {
  readonly label: string;
  readonly sessions: readonly OpenSession[];
  readonly onEnd?: ((id: string) => void) | undefined;
}

/** Open sessions: how each began, since when, until when at the latest. */
export function SessionsTable({ label, sessions, onEnd }: SessionsTableProps) {
  if (sessions.length === 0) return <p className={classes.quiet}>No session is open.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroller} aria-label={label} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Signed in</th>
            <th scope="col">Since</th>
            <th scope="col">Until, at the latest</th>
            {onEnd ? <th scope="col">Revoke</th> : null}
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, kind, since, until, current }) => (
            <tr key={id}>
              <td>
                {KINDS[kind] ?? kind}
                {current ? ", this one" : ""}
              </td>
              <td>{formatMoment(since)}</td>
              <td>{formatMoment(until)}</td>
              {onEnd ? (
                <td>
                  <Button variant="default" size="compact-xs" onClick={() => onEnd(id)}>
                    End
                  </Button>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
