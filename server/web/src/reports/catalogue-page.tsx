import { Link } from "@tanstack/react-router";
import { useStatus } from "../api/use-status.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import classes from "./catalogue-page.module.css";

/** The reports there are, each with what it tells. */
export function CataloguePage() {
  usePageTitle("Reports");
  const { data: status } = useStatus();
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>Reports</h1>
      <p className={classes.lead}>
        Each is computed from the journal items when you open it, and shown only when its identities hold.
      </p>
      <ul className={classes.list}>
        {status?.reports.map(({ name, title, description }) => (
          <li key={name}>
            <Link to="/reports/$name" params={{ name }} className={classes.report}>
              <span className={classes.reportTitle}>{title}</span>
              <span className={classes.description}>{description}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
