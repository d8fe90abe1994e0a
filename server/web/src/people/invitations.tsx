import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useInvitationAction, useInvitations } from "../api/use-people.ts";
import { formatMoment } from "../dates/format-date.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import manage from "../manage/manage.module.css";
import card from "../shell/card.module.css";
import { ROLE_CHOICES } from "./roles.ts";

/** Roles for people who have not come yet. */
export function Invitations() {
  const { data, error } = useInvitations();
  const action = useInvitationAction();
  const [login, setLogin] = useState("");
  const [role, setRole] = useState("member");
  return (
    <section className={card.frame} aria-label="Invite somebody">
      <h2 className={card.title}>Invite somebody</h2>
      <p className={manage.quiet}>
        Nothing is sent. Who signs in from this Odoo with the login finds the role waiting; without an invitation he
        gets the one that his groups in Odoo mean.
      </p>
      <form
        className={manage.row}
        aria-label="Invitation"
        onSubmit={(event) => {
          event.preventDefault();
          action.mutate({ path: "/v1/invitations", body: { login, role } }, { onSuccess: () => setLogin("") });
        }}
      >
        <TextInput
          label="Login in Odoo"
          placeholder="ann@example.com"
          required
          value={login}
          onChange={({ currentTarget }) => setLogin(currentTarget.value)}
        />
        <NativeSelect
          label="Role"
          value={role}
          onChange={({ currentTarget }) => setRole(currentTarget.value)}
          data={ROLE_CHOICES}
        />
        <Button type="submit" disabled={login.trim() === ""} loading={action.isPending}>
          Invite
        </Button>
      </form>
      {data && data.length > 0 ? (
        <ul className={manage.list}>
          {data.map((one) => (
            <li key={one.login} className={manage.running}>
              <span dir="auto">
                <strong>{one.login}</strong> as {one.role}, since {formatMoment(one.invitedAt)}
              </span>
              <Button
                variant="default"
                size="compact-xs"
                aria-label={`Withdraw the invitation of ${one.login}`}
                onClick={() => action.mutate({ path: "/v1/invitations/withdraw", body: { login: one.login } })}
              >
                Withdraw
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {(action.error ?? error) ? <ErrorPanel error={action.error ?? error} /> : null}
    </section>
  );
}
