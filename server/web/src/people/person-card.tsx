import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { downloadFile } from "../api/download.ts";
import { type Person, usePersonAction, useSessions } from "../api/use-people.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import manage from "../manage/manage.module.css";
import card from "../shell/card.module.css";
import { DeletePerson } from "./delete-person.tsx";
import { ROLE_CHOICES, ROLES } from "./roles.ts";
import { SessionsTable } from "./sessions-table.tsx";

const NOTHING = "May do nothing here any more";

interface PersonCardProps {
  readonly person: Person;
  /** The reader himself. */
  readonly own: boolean;
}

/** One person: role, sessions, and what an administrator may do about them. */
export function PersonCard({ person, own }: PersonCardProps) {
  const { id, login, email, role, odooRole, givenRole, closed } = person;
  const [looked, setLooked] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { data, error } = useSessions(id, looked);
  const action = usePersonAction(id);
  const state = closed ? "closed" : role === "" ? "no role" : role;
  const problem = action.error ?? failure ?? error;
  return (
    <article className={card.frame} aria-label={login}>
      <header className={card.head}>
        <h2 className={card.title} dir="auto">
          {login}
          {own ? " (you)" : ""}
        </h2>
        <span className={card.state} data-tone={closed || role === "" ? "bad" : undefined}>
          {state}
        </span>
      </header>
      <p className={manage.quiet}>
        {id < 0
          ? "Odoo has given this person's number to somebody else, as after a restored backup. What was his is kept here, and nobody comes in by it."
          : closed
            ? "The account is closed: he is not let in, and his keys are forgotten."
            : role === ""
              ? `${NOTHING}: his groups in Odoo give him no role.`
              : `${ROLES[role] ?? NOTHING}.${givenRole === null ? "" : ` Given here; Odoo's groups say ${odooRole}.`}`}
        {email && email !== login ? ` ${email}` : ""}
      </p>
      <div className={manage.row}>
        <NativeSelect
          label="Role"
          value={givenRole ?? ""}
          disabled={action.isPending || closed}
          onChange={({ currentTarget }) =>
            action.mutate({ path: "role", body: { role: currentTarget.value === "" ? null : currentTarget.value } })
          }
          data={[
            { value: "", label: odooRole === "" ? "As Odoo's groups say: none" : `As Odoo's groups say: ${odooRole}` },
            ...ROLE_CHOICES,
          ]}
        />
        <Button variant="default" aria-expanded={looked} onClick={() => setLooked(!looked)}>
          {looked ? "Hide sessions" : "Show sessions"}
        </Button>
      </div>
      <div className={card.buttons}>
        <Button variant="default" size="xs" onClick={() => action.mutate({ path: "sign-out" })}>
          Sign out everywhere
        </Button>
        {id < 0 ? null : (
          <Button variant="default" size="xs" onClick={() => action.mutate({ path: closed ? "open" : "close" })}>
            {closed ? "Let in again" : "Close the account"}
          </Button>
        )}
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            setFailure(null);
            downloadFile(`/v1/people/${id}/export`, `sextant-account-${id}.json`).catch(setFailure);
          }}
        >
          Export what is kept
        </Button>
        <Button variant="default" size="xs" aria-expanded={deleting} onClick={() => setDeleting(!deleting)}>
          Delete
        </Button>
      </div>
      {deleting ? (
        <DeletePerson
          login={login}
          busy={action.isPending}
          onDelete={() => action.mutate({ path: "delete", body: { login } })}
        />
      ) : null}
      {looked && data ? (
        <SessionsTable
          label={`Sessions of ${login}`}
          sessions={data.sessions}
          onEnd={(session) => action.mutate({ path: "end-session", body: { session } })}
        />
      ) : null}
      {problem ? <ErrorPanel error={problem} /> : null}
    </article>
  );
}
