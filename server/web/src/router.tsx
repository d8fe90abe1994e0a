import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { BASE_PATH } from "./api/base-path.ts";
import { readAuditSearch } from "./audit/audit-search.ts";
import { ErrorPanel } from "./feedback/error-panel.tsx";
import { readReportSearch } from "./reports/report-search.ts";
import { readRunsSearch } from "./runs/runs-search.ts";
import { parseSearch, stringifySearch } from "./search-codec.ts";
import { NotFound } from "./shell/not-found.tsx";
import { Shell } from "./shell/shell.tsx";

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
});

const askRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch: (search: Record<string, unknown>): { conversation?: string } =>
    typeof search.conversation === "string" && /^[\w-]{1,80}$/.test(search.conversation)
      ? { conversation: search.conversation }
      : {},
  component: lazyRouteComponent(() => import("./ask/ask-page.tsx"), "AskPage"),
});

const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports",
  component: lazyRouteComponent(() => import("./reports/catalogue-page.tsx"), "CataloguePage"),
});

const reportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports/$name",
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import("./reports/report-page.tsx"), "ReportPage"),
});

const changesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/changes",
  component: lazyRouteComponent(() => import("./changes/changes-page.tsx"), "ChangesPage"),
});

const connectionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/connections",
  component: lazyRouteComponent(() => import("./connections/connections-page.tsx"), "ConnectionsPage"),
});

const peopleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/people",
  component: lazyRouteComponent(() => import("./people/people-page.tsx"), "PeoplePage"),
});

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/audit",
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import("./audit/audit-page.tsx"), "AuditPage"),
});

const runsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/runs",
  validateSearch: readRunsSearch,
  component: lazyRouteComponent(() => import("./runs/runs-page.tsx"), "RunsPage"),
});

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/account",
  component: lazyRouteComponent(() => import("./people/account-page.tsx"), "AccountPage"),
});

const questionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/questions",
  component: lazyRouteComponent(() => import("./questions/questions-page.tsx"), "QuestionsPage"),
});

/** The pages of the console. Addresses are meant to be shared: every parameter stands in them, in plain text. */
export function createConsoleRouter() {
  return createRouter({
    routeTree: rootRoute.addChildren([
      askRoute,
      reportsRoute,
      reportRoute,
      changesRoute,
      connectionsRoute,
      peopleRoute,
      auditRoute,
      runsRoute,
      accountRoute,
      questionsRoute,
    ]),
    basepath: BASE_PATH,
    parseSearch,
    stringifySearch,
    defaultErrorComponent: ({ error, reset }) => <ErrorPanel error={error} onRetry={reset} />,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
