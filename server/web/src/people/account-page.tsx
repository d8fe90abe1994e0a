import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { downloadFile } from "../api/download.ts";
import { useMe } from "../api/use-me.ts";
import { useAccount, useAccountAction } from "../api/use-people.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { ProgressNote } from "../feedback/progress-note.tsx";
import { TeachingNote } from "../feedback/teaching-note.tsx";
import classes from "../manage/manage.module.css";
import card from "../shell/card.module.css";
import { usePageTitle } from "../shell/use-page-title.ts";
import { session } from "../sign-in/session.ts";
import { SessionsTable } from "./sessions-table.tsx";

/** What Sextant keeps of the reader: seen, taken along, and forgotten. */
export function AccountPage() {
  usePageTitle("Your account");
  const { data: me } = useMe();
  const signIn = me ? me.person !== null : false;
  const { data, error, refetch, isFetching } = useAccount(signIn);
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const [failure, setFailure] = useState<unknown>(null);
  const action = useAccountAction(() => {
    session.forget();
    void queries.resetQueries();
  });
  const problem = action.error ?? failure ?? error;
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>Your account</h1>
      <p className={classes.lead}>What Sextant keeps of you, yours to take along and to have forgotten.</p>
      {me && !signIn ? (
        <TeachingNote title="There is no account">
          <p>
            Nobody signs in here: this server is yours. What it keeps lies in its data folder (SEXTANT_DATA); delete
            that folder to forget all of it.
          </p>
        </TeachingNote>
      ) : null}
      {problem ? <ErrorPanel error={problem} onRetry={() => void refetch()} busy={isFetching} /> : null}
      {signIn && !data && !error ? <ProgressNote progress={null} waiting="Reading your account" /> : null}
      {data ? (
        <div className={classes.list}>
          <section className={card.frame} aria-label="You">
            <dl className={classes.facts}>
              {[
                ["Login", data.person.login],
                ["E-mail", data.person.email],
                ["Role", data.person.givenRole ? `${data.person.role}, given by an administrator` : data.person.role],
                ["Personal key", data.keyKept ? "kept, encrypted" : "none kept"],
              ].map(([label, value]) =>
                value ? (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd dir="auto">{value}</dd>
                  </div>
                ) : null,
              )}
            </dl>
            <SessionsTable label="Your sessions" sessions={data.sessions} />
            <div className={classes.row}>
              <Button variant="default" onClick={() => action.mutate({ path: "/v1/auth/logout" })}>
                Sign out
              </Button>
              <Button variant="default" onClick={() => action.mutate({ path: "/v1/account/forget-key" })}>
                Forget my key and sign out everywhere
              </Button>
              <Button
                variant="default"
                onClick={() => {
                  setFailure(null);
                  downloadFile("/v1/account/export", "sextant-account.json").catch(setFailure);
                }}
              >
                Export all that is kept of me
              </Button>
            </div>
          </section>
          <form
            className={card.frame}
            aria-label="Delete the account"
            onSubmit={(event) => {
              event.preventDefault();
              action.mutate({ path: "/v1/account/delete", body: { login: typed } });
            }}
          >
            <h2 className={card.title}>Delete the account</h2>
            <p className={classes.quiet}>
              Your sessions end; your key, conversations and preferences are deleted, and your name is taken out of
              proposals and of the audit, which keeps a number in its place. What was changed in Odoo stays there. It
              cannot be taken back; you may sign in again later, as somebody new.
            </p>
            <div className={classes.row}>
              <TextInput
                label={`Type ${data.person.login} to confirm`}
                value={typed}
                onChange={({ currentTarget }) => setTyped(currentTarget.value)}
              />
              <Button type="submit" color="red" disabled={typed !== data.person.login} loading={action.isPending}>
                Delete my account
              </Button>
            </div>
          </form>
        </div>
      ) : null}
    </div>
  );
}
