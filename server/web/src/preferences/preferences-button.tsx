import { ActionIcon } from "@mantine/core";
import type { ServerStatus } from "@sextant/contracts";
import { IconAdjustments } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";

const PreferencesDrawer = lazy(async () => ({
  default: (await import("./preferences-drawer.tsx")).PreferencesDrawer,
}));

/** Opens what Sextant remembers; fetched when somebody looks. */
export function PreferencesButton({ status }: { readonly status: ServerStatus }) {
  const [opened, setOpened] = useState<boolean | null>(null);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="What Sextant remembers"
        onClick={() => setOpened(true)}
      >
        <IconAdjustments size={18} aria-hidden="true" />
      </ActionIcon>
      {opened === null ? null : (
        <Suspense fallback={null}>
          <PreferencesDrawer status={status} opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
