import { ActionIcon, Textarea } from "@mantine/core";
import { IconArrowUp, IconPlayerStopFilled } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import classes from "./question-box.module.css";

interface QuestionBoxProps {
  /** Earlier questions, oldest first, recalled with the arrow keys. */
  readonly history: readonly string[];
  readonly running: boolean;
  readonly onAsk: (question: string) => void;
  readonly onCancel: () => void;
}

/** Enter asks, Shift+Enter breaks the line, Esc cancels, the arrow up recalls an earlier question. */
export function QuestionBox({ history, running, onAsk, onCancel }: QuestionBoxProps) {
  const [text, setText] = useState("");
  /** How far back in the history the box stands; 0 is what is being typed. */
  const [back, setBack] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      const busy =
        event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || busy || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);

  useEffect(() => {
    // A suggestion that was clicked leaves the page and takes the focus with it. On a touch screen focus would open the keyboard.
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (running && lost && window.matchMedia("(hover: hover)").matches) field.current?.focus({ preventScroll: true });
  }, [running]);

  const ask = () => {
    const question = text.trim();
    if (question === "" || running) return;
    onAsk(question);
    setText("");
    setBack(0);
  };
  const recall = (steps: number) => {
    const place = back + steps;
    if (place < 0 || place > history.length) return false;
    setBack(place);
    setText(place === 0 ? "" : (history.at(-place) ?? ""));
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // An input method (Japanese, Chinese, …) uses Enter and the arrows itself.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      ask();
    } else if (event.key === "Escape") {
      if (running) onCancel();
      else setText("");
    } else if (event.key === "ArrowUp" && (text === "" || back > 0)) {
      if (recall(1)) event.preventDefault();
    } else if (event.key === "ArrowDown" && back > 0) {
      if (recall(-1)) event.preventDefault();
    }
  };

  return (
    <form
      className={classes.box}
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Textarea
        ref={field}
        className={classes.field}
        classNames={{ input: classes.input }}
        aria-label="Question"
        placeholder={history.length > 0 ? "Ask another question" : "Who owed us money at the end of last quarter?"}
        dir="auto"
        rows={1}
        maxLength={20_000}
        data-autofocus
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setBack(0);
        }}
        onKeyDown={onKeyDown}
      />
      {running ? (
        <ActionIcon size={36} variant="default" aria-label="Cancel (Esc)" title="Cancel (Esc)" onClick={onCancel}>
          <IconPlayerStopFilled size={16} aria-hidden="true" />
        </ActionIcon>
      ) : (
        <ActionIcon size={36} type="submit" aria-label="Ask (Enter)" title="Ask (Enter)" disabled={text.trim() === ""}>
          <IconArrowUp size={18} aria-hidden="true" />
        </ActionIcon>
      )}
    </form>
  );
}
