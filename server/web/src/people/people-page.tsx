import { useMe } from "../api/use-me.ts";
import { usePeople } from "../api/use-people.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { ProgressNote } from "../feedback/progress-note.tsx";
import { TeachingNote } from "../feedback/teaching-note.tsx";
import classes from "../manage/manage.module.css";
import { usePageTitle } from "../shell/use-page-title.ts";
import { Invitations } from "./invitations.tsx";
import { PersonCard } from "./person-card.tsx";

/** Who has signed in from this Odoo, in which role, with which sessions; and who is expected. */
export function PeoplePage() {
  usePageTitle("People");
  const { data: me } = useMe();
  const signIn = me ? me.person !== null : false;
  const { data, error, refetch, isFetching } = usePeople(signIn);
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>People</h1>
      <p className={classes.lead}>
        Who has signed in, and as what. The groups in Odoo say who comes in at all (Settings, Users, group Sextant) and
        give a role; you may give another one here. What a person may see of the books is always Odoo's to say.
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
            <PersonCard person={person} own={person.id === me?.person?.id} />
          </li>
        ))}
      </ul>
      {data ? <Invitations /> : null}
    </div>
  );
}
