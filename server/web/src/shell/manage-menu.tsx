import { Menu, UnstyledButton } from "@mantine/core";
import type { Me } from "@sextant/contracts";
import { IconChevronDown } from "@tabler/icons-react";
import { useLocation, useNavigate } from "@tanstack/react-router";
import classes from "./shell.module.css";

const PAGES = [
  { to: "/connections", label: "Connections", needs: "manage-connection" },
  { to: "/people", label: "People", needs: "manage-people" },
  { to: "/questions", label: "Marked questions", needs: "ask" },
  { to: "/runs", label: "Runs and costs", needs: "read-runs" },
  { to: "/audit", label: "Audit", needs: "read-audit" },
  { to: "/account", label: "Your account", needs: null },
] as const;

/** Whether an address is one of the pages that are there when the books are not. */
export const isManaged = (path: string): boolean => PAGES.some(({ to }) => to === path);

/** The pages of who looks after Sextant; only those that his role includes. */
export function ManageMenu({ me: { permissions } }: { readonly me: Me }) {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-start" width={190}>
      <Menu.Target>
        <UnstyledButton className={classes.link} data-status={isManaged(pathname) ? "active" : undefined}>
          Manage
          <IconChevronDown size={14} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {PAGES.filter(({ needs }) => needs === null || permissions.includes(needs)).map(({ to, label }) => (
          <Menu.Item key={to} onClick={() => void navigate({ to })}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
