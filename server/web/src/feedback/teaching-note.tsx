import type { ReactNode } from "react";
import classes from "./teaching-note.module.css";

interface TeachingNoteProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** An empty place that says what belongs there and how to get it. */
export function TeachingNote({ title, children }: TeachingNoteProps) {
  return (
    <div className={classes.note}>
      <p className={classes.title}>{title}</p>
      <div className={classes.text}>{children}</div>
    </div>
  );
}
