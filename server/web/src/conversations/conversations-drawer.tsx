import { Drawer } from "@mantine/core";
import { ConversationList } from "./conversation-list.tsx";
import classes from "./conversations-drawer.module.css";

interface ConversationsDrawerProps {
  readonly current: string | null;
  readonly opened: boolean;
  readonly onNew: () => void;
  readonly onClose: () => void;
}

/** The list of conversations, come in from the side. */
export function ConversationsDrawer({ current, opened, onNew, onClose }: ConversationsDrawerProps) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size="min(340px, 92vw)"
      title="Conversations"
      closeButtonProps={{ "aria-label": "Close" }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 120 }}
      classNames={{ content: classes.content, header: classes.header, body: classes.body }}
    >
      <ConversationList current={current} onNew={onNew} onLeave={onClose} />
    </Drawer>
  );
}
