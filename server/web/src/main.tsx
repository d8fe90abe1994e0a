import "./mantine-styles.ts";
import "./global.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { tryAgain, waitBefore } from "./api/use-server-query.ts";
import { createConsoleRouter } from "./router.tsx";
import { theme } from "./theme.ts";

const queryClient = new QueryClient({
  // A failed figure is shown as failed at once, and the reader decides about another try; a server that is away is asked again.
  defaultOptions: { queries: { retry: tryAgain, retryDelay: waitBefore, refetchOnWindowFocus: false } },
});
const router = createConsoleRouter();

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root.");
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
