import { ActionIcon, Menu } from "@mantine/core";
import type { ConversationSummary } from "@sextant/contracts";
import {
  IconDots,
  IconFileTypePdf,
  IconMarkdown,
  IconPencil,
  IconPin,
  IconPinnedOff,
  IconTrash,
  IconUserOff,
  IconUsers,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useState } from "react";
import { visibleText } from "../changes/visible-text.ts";
import classes from "./conversation-item.module.css";

export interface ItemActions {
  readonly onRename: (id: string, title: string) => void;
  readonly onPin: (id: string, pinned: boolean) => void;
  readonly onShare: (id: string, shared: boolean) => void;
  readonly onExport: (id: string, format: "md" | "pdf") => void;
  readonly onRemove: (conversation: ConversationSummary) => void;
  readonly onOpen: () => void;
}

interface ConversationItemProps extends ItemActions {
  readonly conversation: ConversationSummary;
  readonly current: boolean;
}

/** A conversation in the list: a link, and what can be done with it. F2 renames, Delete removes. */
export function ConversationItem({ conversation, current, onOpen, ...actions }: ConversationItemProps) {
  const { id, title, pinned, shared, found } = conversation;
  const [renaming, setRenaming] = useState(false);
  const shown = visibleText(title);

  if (renaming)
    return (
      <TitleField
        title={title}
        onDone={(text) => {
          setRenaming(false);
          if (text !== null && text !== title) actions.onRename(id, text);
        }}
      />
    );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "F2") setRenaming(true);
    else if (event.key === "Delete") actions.onRemove(conversation);
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes.item} data-current={current}>
      <Link
        to="/"
        search={{ conversation: id }}
        className={classes.link}
        aria-current={current ? "page" : undefined}
        data-conversation={id}
        title={shown}
        onClick={onOpen}
        onKeyDown={onKeyDown}
      >
        <span className={classes.title} dir="auto">
          {shown}
        </span>
        {shared ? <span className={classes.found}>shared with colleagues</span> : null}
        {found ? (
          <span className={classes.found} dir="auto">
            {visibleText(found)}
          </span>
        ) : null}
      </Link>
      <Menu position="bottom-end" width={190}>
        <Menu.Target>
          <ActionIcon className={classes.more} variant="subtle" color="gray" size="sm" aria-label={`More for ${shown}`}>
            <IconDots size={15} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={pinned ? <IconPinnedOff size={15} /> : <IconPin size={15} />}
            onClick={() => actions.onPin(id, !pinned)}
          >
            {pinned ? "Unpin" : "Pin"}
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setRenaming(true)}>
            Rename
          </Menu.Item>
          <Menu.Item
            leftSection={shared ? <IconUserOff size={15} /> : <IconUsers size={15} />}
            onClick={() => actions.onShare(id, !shared)}
          >
            {shared ? "Stop sharing" : "Share with colleagues"}
          </Menu.Item>
          <Menu.Item leftSection={<IconMarkdown size={15} />} onClick={() => actions.onExport(id, "md")}>
            Save as Markdown
          </Menu.Item>
          <Menu.Item leftSection={<IconFileTypePdf size={15} />} onClick={() => actions.onExport(id, "pdf")}>
            Save as PDF
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={15} />} onClick={() => actions.onRemove(conversation)}>
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

const LONGEST_TITLE = 200;

/** Enter and leaving the field keep the name, Esc does not. */
function TitleField({ title, onDone }: { readonly title: string; readonly onDone: (title: string | null) => void }) {
  const [text, setText] = useState(title);
  const keep = () => onDone(text.trim() === "" ? null : text.trim());
  return (
    <input
      className={classes.field}
      aria-label="Name of the conversation"
      value={text}
      maxLength={LONGEST_TITLE}
      dir="auto"
      // The reader asked to type here.
      // biome-ignore lint/a11y/noAutofocus: see above
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") keep();
        if (event.key === "Escape") onDone(null);
      }}
    />
  );
}
