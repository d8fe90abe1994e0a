import { Link } from "@tanstack/react-router";
import { TeachingNote } from "../feedback/teaching-note.tsx";
import classes from "./shell.module.css";

/** An address that names no page. */
export function NotFound() {
  return (
    <div className={classes.problem}>
      <TeachingNote title="There is no such page">
        <p>
          <Link to="/">Ask a question</Link>, or <Link to="/reports">choose a report</Link>.
        </p>
      </TeachingNote>
    </div>
  );
}
