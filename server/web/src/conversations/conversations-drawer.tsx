import { Button, Drawer } from "@mantine/core";
import { IconMessages } from "@tabler/icons-react";
import { useState } from "react";
import { ConversationList } from "./conversation-list.tsx";
import classes from "./conversations-drawer.module.css";

/** Where the window has no room for the list beside the page: a button that brings it in. */
export function ConversationsDrawer({
  current,
  onNew,
}: {
  readonly current: string | null;
  readonly onNew: () => void;
}) {
  const [opened, setOpened] = useState(false);
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
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        size="min(340px, 92vw)"
        title="Conversations"
        closeButtonProps={{ "aria-label": "Close" }}
        overlayProps={{ backgroundOpacity: 0.35 }}
        transitionProps={{ duration: 120 }}
        classNames={{ content: classes.content, header: classes.header, body: classes.body }}
      >
        <ConversationList current={current} onNew={onNew} onLeave={() => setOpened(false)} />
      </Drawer>
    </div>
  );
}
