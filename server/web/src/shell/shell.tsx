import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { errorBodyFrom } from "../api/request-error.ts";
import { useMe } from "../api/use-me.ts";
import { usePreferences } from "../api/use-preferences.ts";
import { useStatus } from "../api/use-status.ts";
import { setDateStyle } from "../dates/format-date.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { PreferencesButton } from "../preferences/preferences-button.tsx";
import { ColorSchemeMenu } from "./color-scheme-menu.tsx";
import { ConnectionMenu } from "./connection-menu.tsx";
import { isManaged, ManageMenu } from "./manage-menu.tsx";
import { Mark } from "./mark.tsx";
import classes from "./shell.module.css";
import { SourceBadge } from "./source-badge.tsx";

const SignIn = lazy(async () => ({ default: (await import("../sign-in/sign-in.tsx")).SignIn }));

/** The frame of every page: the name, the places to be, and which books are open. */
export function Shell() {
  const { data: status, error, refetch, isFetching } = useStatus();
  const { data: me, refetch: refetchMe } = useMe();
  const { pathname } = useLocation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signedOut = error !== null && errorBodyFrom(error).code === "signed_out";
  const failed = error !== null && !status && !isManaged(pathname);
  // Who may not read the books may still ask about records, see his conversations and decide on changes.
  const withoutBooks =
    error !== null && errorBodyFrom(error).code === "no_accounting_rights" && !pathname.startsWith("/reports");
  const signedIn = () => {
    // Nothing that another person has read stays.
    queries.clear();
    void refetch();
    void refetchMe();
    if (pathname === "/sign-in") void navigate({ to: "/" });
  };
  const style =
    usePreferences(status !== undefined && me?.permissions.includes("ask") === true).data?.dateStyle ?? null;
  setDateStyle(style);
  return (
    <>
      <a href="#main" className={classes.skip}>
        Skip to the content
      </a>
      <header className={classes.header}>
        <Link to="/" className={classes.brand} aria-label="Sextant, home">
          <Mark />
          <span className={classes.name}>Sextant</span>
        </Link>
        <nav className={classes.nav} aria-label="Main">
          <Link to="/" activeOptions={{ exact: true, includeSearch: false }} className={classes.link}>
            Ask
          </Link>
          <Link to="/reports" activeOptions={{ includeSearch: false }} className={classes.link}>
            Reports
          </Link>
          <Link to="/changes" className={classes.link}>
            Changes
          </Link>
          {me ? <ManageMenu me={me} /> : null}
        </nav>
        <div className={classes.end}>
          {me ? <ConnectionMenu me={me} /> : null}
          {status ? <SourceBadge status={status} /> : null}
          {status ? <PreferencesButton status={status} /> : null}
          <ColorSchemeMenu />
        </div>
      </header>
      <main id="main" className={classes.main} tabIndex={-1}>
        {signedOut ? (
          <Suspense fallback={null}>
            <SignIn onDone={signedIn} />
          </Suspense>
        ) : (
          <>
            {failed ? (
              <div className={classes.problem}>
                <ErrorPanel error={error} onRetry={() => void refetch()} busy={isFetching} />
              </div>
            ) : null}
            {/* Dates are written anew where another style was chosen. */}
            {failed && !withoutBooks ? null : <Outlet key={style ?? ""} />}
          </>
        )}
      </main>
    </>
  );
}
