import { Button, Textarea, TextInput } from "@mantine/core";
import type { Proposal } from "@sextant/contracts";
import { useState } from "react";
import { useProposalEdit } from "../api/use-proposals.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import classes from "./edit-form.module.css";
import { editableFields, editedRequest } from "./editable-fields.ts";
import { visibleText } from "./visible-text.ts";

/** Other values for a pending proposal. Keeping them makes another difference and another hash, which is what is approved then. */
export function EditForm({ proposal, onDone }: { readonly proposal: Proposal; readonly onDone: () => void }) {
  const fields = editableFields(proposal);
  const [typed, setTyped] = useState<Readonly<Record<string, string | boolean>>>(() =>
    Object.fromEntries(fields.map(({ name, value }) => [name, typeof value === "number" ? String(value) : value])),
  );
  const edit = useProposalEdit(proposal);
  const request = editedRequest(proposal, typed);
  const set = (name: string, value: string | boolean) => setTyped((all) => ({ ...all, [name]: value }));
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (request) edit.mutate(request, { onSuccess: onDone });
      }}
    >
      {fields.map(({ name, label, value }) => {
        const now = typed[name];
        if (typeof now === "boolean")
          return (
            <label key={name} className={classes.check}>
              <input type="checkbox" checked={now} onChange={(event) => set(name, event.currentTarget.checked)} />
              {visibleText(label)}
            </label>
          );
        const shared = { label: visibleText(label), value: now ?? "", dir: "auto" } as const;
        return typeof value === "string" && value.length > 60 ? (
          <Textarea key={name} {...shared} rows={4} onChange={(event) => set(name, event.currentTarget.value)} />
        ) : (
          <TextInput
            key={name}
            {...shared}
            inputMode={typeof value === "number" ? "decimal" : "text"}
            onChange={(event) => set(name, event.currentTarget.value)}
          />
        );
      })}
      {edit.error ? <ErrorPanel error={edit.error} /> : null}
      <div className={classes.buttons}>
        <Button type="submit" loading={edit.isPending} disabled={request === null}>
          Show the new difference
        </Button>
        <Button variant="default" disabled={edit.isPending} onClick={onDone}>
          Keep as it is
        </Button>
        <span className={classes.note}>
          {request === null ? "A number is needed." : "Nothing is approved by this; the hash becomes another."}
        </span>
      </div>
    </form>
  );
}
