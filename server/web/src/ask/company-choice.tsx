import { NativeSelect } from "@mantine/core";
import type { ServerStatus } from "@sextant/contracts";
import { useId } from "react";
import classes from "./company-choice.module.css";

interface CompanyChoiceProps {
  readonly companies: ServerStatus["companies"];
  readonly value: number | null;
  readonly onChange: (company: number) => void;
}

/** The company meant by a question that names none. Not shown where there is only one. */
export function CompanyChoice({ companies, value, onChange }: CompanyChoiceProps) {
  const id = useId();
  if (companies.length < 2) return null;
  return (
    <div className={classes.choice}>
      <label htmlFor={id}>Company</label>
      <NativeSelect
        id={id}
        size="xs"
        variant="unstyled"
        rightSectionWidth={24}
        classNames={{ root: classes.root, input: classes.input }}
        title="Meant where the question names none"
        value={String(value ?? companies[0]?.id ?? "")}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
        data={companies.map(({ id, name }) => ({ value: String(id), label: name }))}
      />
    </div>
  );
}
