import { Link } from "@tanstack/react-router";
import classes from "../manage/manage.module.css";

/** An address that names no page. */
export function NotFound() {
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>There is no such page</h1>
      <p className={classes.lead}>
        <Link to="/">Ask a question</Link>, or <Link to="/reports">choose a report</Link>.
      </p>
    </div>
  );
}
