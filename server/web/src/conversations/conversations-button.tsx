import { Button } from "@mantine/core";
import { IconMessages } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import classes from "./conversations-drawer.module.css";

const ConversationsDrawer = lazy(async () => ({
  default: (await import("./conversations-drawer.tsx")).ConversationsDrawer,
}));

interface ConversationsButtonProps {
  readonly current: string | null;
  readonly onNew: () => void;
}

/** Where the window has no room for the list beside the page: a button that brings it in. */
export function ConversationsButton({ current, onNew }: ConversationsButtonProps) {
  const [opened, setOpened] = useState<boolean | null>(null);
  return (
    <div className={classes.only}>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconMessages size={14} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        Conversations
      </Button>
      {opened === null ? null : (
        <Suspense fallback={null}>
          <ConversationsDrawer current={current} opened={opened} onNew={onNew} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </div>
  );
}
