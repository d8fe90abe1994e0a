import { Button } from "@mantine/core";
import { useState } from "react";
import { useMe } from "../api/use-me.ts";
import { type Person, usePeople, useSessions, useSignOut } from "../api/use-people.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { ProgressNote } from "../feedback/progress-note.tsx";
import { TeachingNote } from "../feedback/teaching-note.tsx";
import classes from "../manage/manage.module.css";
import card from "../shell/card.module.css";
import { usePageTitle } from "../shell/use-page-title.ts";
import { SessionsTable } from "./sessions-table.tsx";

const ROLES: Readonly<Record<string, string>> = {
  reader: "Reads reports and proposals",
  member: "Asks, exports, proposes, approves",
  auditor: "Reads and exports, and reads the audit",
  administrator: "All of it, people and connections too",
};

/** Who has signed in from this Odoo, in which role, and with which sessions. */
export function PeoplePage() {
  usePageTitle("People");
  const { data: me } = useMe();
  const signIn = me ? me.person !== null : false;
  const { data, error, refetch, isFetching } = usePeople(signIn);
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>People</h1>
      <p className={classes.lead}>
        Who has signed in, with the role that his groups in Odoo give him. A role changes in Odoo (Settings, Users,
        group Sextant) and holds here within five minutes; what a person may see is always Odoo's to say.
      </p>
      {me && !signIn ? (
        <TeachingNote title="Nobody signs in here">
          <p>
            This server is for the person at this machine, who may do everything. To let colleagues in, each with his
            own rights, set SEXTANT_PUBLIC_URL and connect Odoo with <code>sextant pair</code>.
          </p>
        </TeachingNote>
      ) : null}
      {error ? <ErrorPanel error={error} onRetry={() => void refetch()} busy={isFetching} /> : null}
      {signIn && data === undefined && !error ? <ProgressNote progress={null} waiting="Reading who signed in" /> : null}
      <ul className={classes.list}>
        {data?.map((person) => (
          <li key={person.id}>
            <PersonCard person={person} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function PersonCard({ person: { id, login, email, role } }: { readonly person: Person }) {
  const [looked, setLooked] = useState(false);
  const { data, error } = useSessions(id, looked);
  const signOut = useSignOut(id);
  return (
    <article className={card.frame} aria-label={login}>
      <div className={card.head}>
        <h2 className={card.title} dir="auto">
          {login}
        </h2>
        <span className={card.state} title={ROLES[role] ?? "May do nothing here any more"}>
          {role === "" ? "no role" : role}
        </span>
      </div>
      <p className={classes.quiet}>
        {ROLES[role] ?? "May do nothing here any more"}
        {email && email !== login ? `. ${email}` : ""}
      </p>
      <div className={classes.row}>
        <Button variant="default" size="xs" aria-expanded={looked} onClick={() => setLooked(!looked)}>
          {looked ? "Hide sessions" : "Show sessions"}
        </Button>
        <Button variant="default" size="xs" loading={signOut.isPending} onClick={() => signOut.mutate(null)}>
          Sign out everywhere
        </Button>
      </div>
      {looked && data ? (
        <SessionsTable label={`Sessions of ${login}`} sessions={data.sessions} onEnd={(one) => signOut.mutate(one)} />
      ) : null}
      {(signOut.error ?? error) ? <ErrorPanel error={signOut.error ?? error} /> : null}
    </article>
  );
}
