import { Button, NativeSelect, PasswordInput, TextInput } from "@mantine/core";
import type { ConnectionInfo } from "@sextant/contracts";
import { type FormEvent, useState } from "react";
import type { useConnectionAction } from "../api/use-connections.ts";
import classes from "../manage/manage.module.css";

interface ConnectionSettingsProps {
  readonly connection: ConnectionInfo;
  readonly action: ReturnType<typeof useConnectionAction>;
}

/** Renaming, another key, pausing, what questions read, and removal, which wants the name typed again. */
export function ConnectionSettings({ connection, action }: ConnectionSettingsProps) {
  const { id, name, source, paused, copy } = connection;
  const [removing, setRemoving] = useState(false);
  const [typed, setTyped] = useState("");
  const busy = action.isPending;
  const change = (body: object) => action.mutate({ what: "change", body });
  const text = (form: FormData, field: string) => String(form.get(field) ?? "").trim();
  const onSubmit = (work: (form: FormData) => void) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    work(new FormData(event.currentTarget));
    event.currentTarget.reset();
  };
  return (
    <details>
      <summary>Settings</summary>
      <div className={classes.list}>
        <form className={classes.row} onSubmit={onSubmit((form) => change({ name: text(form, "name") }))}>
          <TextInput label="Name" name="name" defaultValue={name} key={name} required />
          <Button type="submit" variant="default" disabled={busy}>
            Rename
          </Button>
        </form>
        <form
          className={classes.row}
          onSubmit={onSubmit((form) =>
            action.mutate({ what: "key", body: { login: text(form, "login"), key: text(form, "key") } }),
          )}
        >
          <TextInput label="Login" name="login" autoComplete="off" required />
          <PasswordInput label="New API key" name="key" autoComplete="off" required miw={220} />
          <Button type="submit" variant="default" disabled={busy}>
            Test and replace the key
          </Button>
        </form>
        <div className={classes.row}>
          <NativeSelect
            label="Questions read"
            value={source}
            disabled={busy}
            onChange={({ currentTarget }) => change({ source: currentTarget.value })}
            data={[
              { value: "live", label: "Odoo, live" },
              { value: "lake", label: "The synced copy", disabled: copy === null },
            ]}
          />
          <Button variant="default" disabled={busy} onClick={() => change({ paused: !paused })}>
            {paused ? "Resume" : "Pause"}
          </Button>
          <Button variant="default" disabled={busy} aria-expanded={removing} onClick={() => setRemoving(!removing)}>
            Remove…
          </Button>
        </div>
        {removing ? (
          <form
            className={classes.row}
            aria-label={`Remove ${name}`}
            onSubmit={(event) => {
              event.preventDefault();
              action.mutate({ what: "remove", body: { name: typed } });
            }}
          >
            <TextInput
              id={`remove-${id}`}
              label={`Type "${name}" to remove it`}
              description="Its key is forgotten. Nothing changes in Odoo; make the key void there."
              value={typed}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            />
            <Button type="submit" color="red" disabled={busy || typed !== name}>
              Remove
            </Button>
          </form>
        ) : null}
      </div>
    </details>
  );
}
