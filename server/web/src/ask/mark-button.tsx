import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useMark } from "../api/use-marked-questions.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import classes from "./mark-button.module.css";

interface MarkButtonProps {
  readonly conversation: string;
  /** Number of the question in the conversation, from 0. */
  readonly turn: number;
}

/** Says that an answer is right, which a reviewer then confirms or not. */
export function MarkButton({ conversation, turn }: MarkButtonProps) {
  const mark = useMark();
  if (mark.data)
    return (
      <p className={classes.note} role="status">
        {mark.data.state === "pending"
          ? "Marked as right; a reviewer has to confirm it."
          : `This mark is ${mark.data.state}.`}{" "}
        <Link to="/questions">Marked questions</Link>
      </p>
    );
  return (
    <>
      <div className={classes.row}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconCheck size={14} aria-hidden="true" />}
          loading={mark.isPending}
          onClick={() => mark.mutate({ conversation, turn })}
        >
          Mark as right
        </Button>
      </div>
      {mark.error ? <ErrorPanel error={mark.error} /> : null}
    </>
  );
}
