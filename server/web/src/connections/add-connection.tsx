import { Button, PasswordInput, TextInput } from "@mantine/core";
import type { ConnectionDraft } from "@sextant/contracts";
import { type FormEvent, useState } from "react";
import { useConnectionAdd, useConnectionTest } from "../api/use-connections.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import classes from "../manage/manage.module.css";
import card from "../shell/card.module.css";

/** A form for another Odoo. It is tried before it is kept, and kept only if it lets the key in. */
export function AddConnection({ onClose }: { readonly onClose: () => void }) {
  const [draft, setDraft] = useState<ConnectionDraft>({ name: "", url: "", database: "", login: "", key: "" });
  const test = useConnectionTest();
  const add = useConnectionAdd();
  const field = (name: keyof ConnectionDraft) => ({
    value: draft[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      setDraft({ ...draft, [name]: currentTarget.value });
      test.reset();
      add.reset();
    },
    required: true,
  });
  const complete = Object.values(draft).every((text) => text.trim() !== "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(draft, { onSuccess: onClose });
  };
  const problem = add.error ?? test.error ?? test.data?.error;
  return (
    <form className={card.frame} onSubmit={submit} aria-label="Add an Odoo">
      <div className={classes.form}>
        <TextInput label="Name" description="As you call it" placeholder="Harvest Foods" {...field("name")} />
        <TextInput
          label="Address of Odoo"
          description="As in the browser"
          placeholder="https://erp.example.com"
          {...field("url")}
        />
        <TextInput label="Database" description="Odoo's own name of it" {...field("database")} />
        <TextInput label="Login" description="Of the key's owner" autoComplete="off" {...field("login")} />
        <PasswordInput label="API key" description="Odoo: Preferences, Security" autoComplete="off" {...field("key")} />
      </div>
      <div className={classes.row}>
        <Button
          variant="default"
          disabled={!complete || add.isPending}
          loading={test.isPending}
          onClick={() => test.mutate(draft)}
        >
          Test
        </Button>
        <Button type="submit" disabled={!complete || test.isPending} loading={add.isPending}>
          Test and keep
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          Cancel
        </Button>
      </div>
      {test.data?.error === null && !problem ? (
        <p className={classes.good} role="status">
          Odoo {test.data.version} lets {test.data.login} in ({test.data.transport}).
        </p>
      ) : null}
      {problem ? <ErrorPanel error={problem} /> : null}
      <p className={classes.quiet}>The key is kept encrypted on this machine, and is never shown again.</p>
    </form>
  );
}
