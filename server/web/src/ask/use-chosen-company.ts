import type { ServerStatus } from "@sextant/contracts";
import { useState } from "react";

const KEY = "sextant.company";

/** The company that the reader chose, remembered on this device; null where none was, or where these books do not have it. */
export function useChosenCompany(status: ServerStatus | undefined): [number | null, (company: number) => void] {
  const [chosen, setChosen] = useState(() => Number(localStorage.getItem(KEY)) || null);
  const known = status?.companies.some(({ id }) => id === chosen) ? chosen : null;
  return [
    known,
    (company) => {
      localStorage.setItem(KEY, String(company));
      setChosen(company);
    },
  ];
}
