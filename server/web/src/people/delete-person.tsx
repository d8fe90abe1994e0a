import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import manage from "../manage/manage.module.css";

interface DeletePersonProps {
  readonly login: string;
  readonly busy: boolean;
  readonly onDelete: () => void;
}

/** Asks for the login once more before a person is forgotten. */
export function DeletePerson({ login, busy, onDelete }: DeletePersonProps) {
  const [typed, setTyped] = useState("");
  return (
    <form
      aria-label={`Delete ${login}`}
      onSubmit={(event) => {
        event.preventDefault();
        onDelete();
      }}
    >
      <p className={manage.quiet}>
        His sessions end; keys, conversations and preferences are deleted; his name leaves proposals and the audit. It
        cannot be taken back. He may sign in again, as somebody new, unless his group in Odoo is taken away.
      </p>
      <div className={manage.row}>
        <TextInput
          label={`Type ${login} to confirm`}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button type="submit" color="red" disabled={typed !== login} loading={busy}>
          Delete for good
        </Button>
      </div>
    </form>
  );
}
