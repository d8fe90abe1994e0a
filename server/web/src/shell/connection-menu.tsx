import { Menu, UnstyledButton } from "@mantine/core";
import type { Me } from "@sextant/contracts";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { chooseConnection } from "../connections/chosen-connection.ts";
import classes from "./source-badge.module.css";

/** Which Odoo is asked, where there are several. */
export function ConnectionMenu({ me: { connections, connection } }: { readonly me: Me }) {
  if (connections.length < 2) return null;
  const name = connections.find(({ id }) => id === connection)?.name ?? "";
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.badge} aria-label={`Asked: ${name}. Choose another Odoo`}>
          <span className={classes.chosen} dir="auto">
            {name}
          </span>
          <IconChevronDown size={14} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {connections.map(({ id, name: label, paused }) => (
          <Menu.Item
            key={id}
            disabled={paused}
            rightSection={id === connection ? <IconCheck size={14} aria-label="chosen" /> : null}
            onClick={() => chooseConnection(id)}
          >
            <bdi>{label}</bdi>
            {paused ? " (paused)" : ""}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
