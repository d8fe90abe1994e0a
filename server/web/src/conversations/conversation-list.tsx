import { Button, CloseButton } from "@mantine/core";
import type { ConversationSummary } from "@sextant/contracts";
import { IconEdit } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from "react";
import { onHost } from "../api/base-path.ts";
import { downloadConversation } from "../api/download.ts";
import { errorBodyFrom } from "../api/request-error.ts";
import { useConversationChange, useConversationRemoval, useConversations } from "../api/use-conversations.ts";
import { visibleText } from "../changes/visible-text.ts";
import { ConversationItem } from "./conversation-item.tsx";
import classes from "./conversation-list.module.css";
import { groupConversations } from "./group-conversations.ts";

interface ConversationListProps {
  /** The one that is shown; null for a new one. */
  readonly current: string | null;
  readonly onNew: () => void;
  /** A conversation was chosen, or a new one. */
  readonly onLeave?: () => void;
}

const select = (event: { readonly currentTarget: HTMLInputElement }) => event.currentTarget.select();
const UNDO_MS = 20_000;
/** Links of the list, for the arrow keys. */
const ITEMS = "a[data-conversation]";

/** One's own conversations: searched by the words in them, renamed, pinned, removed with a way back. */
export function ConversationList({ current, onNew, onLeave = () => undefined }: ConversationListProps) {
  const [search, setSearch] = useState("");
  const { data, error, isPending, isPlaceholderData } = useConversations(useDeferredValue(search.trim()));
  const change = useConversationChange();
  const removal = useConversationRemoval();
  const saving = useMutation({
    mutationFn: ({ id, format }: { readonly id: string; readonly format: "md" | "pdf" }) =>
      downloadConversation(id, format),
  });
  const [removed, setRemoved] = useState<ConversationSummary | null>(null);
  /** Address of the conversation that was shared last. */
  const [link, setLink] = useState<string | null>(null);
  const place = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const find = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || field.current === null) return;
      event.preventDefault();
      field.current.focus();
      field.current.select();
    };
    document.addEventListener("keydown", find);
    return () => document.removeEventListener("keydown", find);
  }, []);
  useEffect(() => {
    if (removed === null) return;
    const timer = setTimeout(() => setRemoved(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [removed]);

  const remove = async (conversation: ConversationSummary) => {
    await removal.mutateAsync({ id: conversation.id, undo: false }).then(
      () => {
        setRemoved(conversation);
        if (conversation.id === current) onNew();
      },
      () => undefined,
    );
  };
  const share = (id: string, shared: boolean) => {
    change.mutate({ id, shared });
    setLink(shared ? `${window.location.origin}${onHost("/")}?conversation=${encodeURIComponent(id)}` : null);
  };
  const move = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...(place.current?.querySelectorAll<HTMLAnchorElement>(ITEMS) ?? [])];
    const at = links.findIndex((link) => link.matches(":focus"));
    if (at < 0 && document.activeElement !== field.current) return;
    event.preventDefault();
    const to = at + (event.key === "ArrowDown" ? 1 : -1);
    if (to < 0) field.current?.focus();
    else links[to]?.focus();
  };
  const failure = error ?? change.error ?? removal.error ?? saving.error;
  const groups = groupConversations(data?.conversations ?? [], new Date());
  return (
    <nav ref={place} className={classes.list} aria-label="Conversations" onKeyDown={move}>
      <div className={classes.head}>
        <div className={classes.search}>
          <input
            ref={field}
            type="search"
            className={classes.field}
            aria-label="Search conversations"
            placeholder="Search (Ctrl+K)"
            maxLength={200}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") setSearch("");
            }}
          />
        </div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconEdit size={14} aria-hidden="true" />}
          onClick={() => {
            onNew();
            onLeave();
          }}
        >
          New
        </Button>
      </div>
      <div className={classes.groups} data-stale={isPlaceholderData} aria-busy={isPlaceholderData}>
        {groups.map(({ label, conversations }) => (
          <section key={label} aria-label={label}>
            <h2 className={classes.label}>{label}</h2>
            <ul className={classes.items}>
              {conversations.map((conversation) => (
                <li key={conversation.id}>
                  <ConversationItem
                    conversation={conversation}
                    current={conversation.id === current}
                    onOpen={onLeave}
                    onRename={(id, title) => change.mutate({ id, title })}
                    onPin={(id, pinned) => change.mutate({ id, pinned })}
                    onShare={(id, shared) => share(id, shared)}
                    onExport={(id, format) => saving.mutate({ id, format })}
                    onRemove={(one) => void remove(one)}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
        {isPending && !error ? <p className={classes.note}>Opening your conversations…</p> : null}
        {data && groups.length === 0 ? (
          <p className={classes.note}>
            {search.trim() === ""
              ? "What you ask is kept here, with its answers. Search finds words of both; pin what you come back to."
              : "No conversation holds all these words."}
          </p>
        ) : null}
      </div>
      {data?.notKept ? (
        <p className={classes.problem} role="status">
          Conversations cannot be kept at the moment. {data.notKept.message}
        </p>
      ) : null}
      {failure ? (
        <p className={classes.problem} role="alert">
          {errorBodyFrom(failure).message}
        </p>
      ) : null}
      {link ? (
        <div className={classes.share} role="status">
          <p className={classes.shareText}>
            Colleagues who open this link see the questions. Answers are computed anew for them, with their own rights.
          </p>
          <input className={classes.field} readOnly aria-label="Link to share" value={link} onFocus={select} />
          <Button variant="subtle" size="compact-xs" onClick={() => setLink(null)}>
            Done
          </Button>
        </div>
      ) : null}
      {removed ? (
        <div className={classes.undo} role="status">
          <span className={classes.undoText}>
            Removed <bdi>{visibleText(removed.title)}</bdi>
          </span>
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => {
              removal.mutate({ id: removed.id, undo: true });
              setRemoved(null);
            }}
          >
            Undo
          </Button>
          <CloseButton size="xs" aria-label="Dismiss" onClick={() => setRemoved(null)} />
        </div>
      ) : null}
    </nav>
  );
}
