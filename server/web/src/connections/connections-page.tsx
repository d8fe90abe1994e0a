import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useConnections } from "../api/use-connections.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { ProgressNote } from "../feedback/progress-note.tsx";
import { TeachingNote } from "../feedback/teaching-note.tsx";
import classes from "../manage/manage.module.css";
import { usePageTitle } from "../shell/use-page-title.ts";
import { AddConnection } from "./add-connection.tsx";
import { ConnectionCard } from "./connection-card.tsx";

/** The Odoos that Sextant reads, how each is, and what can be done about it. */
export function ConnectionsPage() {
  usePageTitle("Connections");
  const { data, error, refetch, isFetching } = useConnections();
  const [adding, setAdding] = useState(false);
  const odoos = data?.connections.filter(({ kind }) => kind !== "demo") ?? [];
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>Connections</h1>
      <p className={classes.lead}>The Odoo databases that Sextant reads, each with the rights of whose key it has.</p>
      {error ? <ErrorPanel error={error} onRetry={() => void refetch()} busy={isFetching} /> : null}
      {data === undefined && !error ? <ProgressNote progress={null} waiting="Looking at the connections" /> : null}
      {data && odoos.length === 0 ? (
        <TeachingNote title="No Odoo is connected yet">
          <p>
            What you see now are the books of an invented company. To read your own, make an API key in Odoo
            (Preferences, Security, New API Key) and add the database here. Sextant sees what that key's owner sees, and
            writes nothing that you have not approved.
          </p>
        </TeachingNote>
      ) : null}
      {data?.mayAdd && !adding ? (
        <Button mt={12} leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setAdding(true)}>
          Add an Odoo
        </Button>
      ) : null}
      {adding ? <AddConnection onClose={() => setAdding(false)} /> : null}
      {data && !data.mayAdd ? (
        <p className={classes.quiet}>
          People sign in here, so an Odoo is connected from its own settings: run <code>sextant pair</code> on the
          server, and type the code in Odoo under Settings, Sextant, Connect.
        </p>
      ) : null}
      <ul className={classes.list}>
        {data?.connections.map((connection) => (
          <li key={connection.id}>
            <ConnectionCard connection={connection} />
          </li>
        ))}
      </ul>
    </div>
  );
}
