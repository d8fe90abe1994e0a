import { Button, Drawer, NativeSelect } from "@mantine/core";
import type { DateStyle, ServerStatus } from "@sextant/contracts";
import { usePreferenceChange, usePreferences } from "../api/use-preferences.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import classes from "./preferences-drawer.module.css";

const STYLES: readonly DateStyle[] = ["31 Mar 2026", "2026-03-31", "31/03/2026", "03/31/2026"];

interface PreferencesDrawerProps {
  readonly status: ServerStatus;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** What Sextant remembers of the reader: seen, set and forgotten here. */
export function PreferencesDrawer({ status, opened, onClose }: PreferencesDrawerProps) {
  const { data, error } = usePreferences();
  const change = usePreferenceChange();
  const { companies } = status;
  const gone = data?.company != null && !companies.some(({ id }) => id === data.company);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="min(400px, 100vw)"
      title="What Sextant remembers"
      closeButtonProps={{ "aria-label": "Close" }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 120 }}
      classNames={{ content: classes.content, header: classes.header, body: classes.body }}
    >
      <p className={classes.lead}>
        Only what you set here, or tell it by typing "remember that I mean" and the name of a company. No answer, no
        record and no model can add to it.
      </p>
      <NativeSelect
        label="Company meant where a question names none"
        value={String(data?.company ?? "")}
        onChange={(event) => change.mutate({ company: Number(event.currentTarget.value) || null })}
        data={[
          { value: "", label: "Not remembered: the first company" },
          ...companies.map(({ id, name }) => ({ value: String(id), label: name })),
          ...(gone ? [{ value: String(data?.company), label: `Company ${data?.company}, which you cannot see` }] : []),
        ]}
      />
      <NativeSelect
        label="Dates in tables and labels"
        value={data?.dateStyle ?? ""}
        onChange={(event) => {
          const style = STYLES.find((one) => one === event.currentTarget.value);
          change.mutate({ dateStyle: style ?? null });
        }}
        data={[
          { value: "", label: "Not remembered: 31 Mar 2026" },
          ...STYLES.map((one) => ({ value: one, label: one })),
        ]}
      />
      <Button
        variant="default"
        disabled={data === undefined || (data.company === null && data.dateStyle === null)}
        loading={change.isPending}
        onClick={() => change.mutate({ company: null, dateStyle: null })}
      >
        Forget all of it
      </Button>
      {(change.error ?? error) ? <ErrorPanel error={change.error ?? error} /> : null}
    </Drawer>
  );
}
