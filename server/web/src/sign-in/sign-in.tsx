import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { request } from "../api/request.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { backFromCompany, leaveForCompany } from "./company-sign-in.ts";
import { session, type Tokens } from "./session.ts";
import classes from "./sign-in.module.css";

/** Asks who reads: by a personal key of a connected Odoo, or by the company's provider where there is one. */
export function SignIn({ onDone }: { readonly onDone: () => void }) {
  const [company, setCompany] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const began = useRef(false);
  const attempt = async (work: () => Promise<Tokens | null>) => {
    setBusy(true);
    setError(null);
    try {
      const tokens = await work();
      if (!tokens) return;
      session.keep(tokens);
      onDone();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was come back with is used up by the first look
  useEffect(() => {
    if (began.current) return;
    began.current = true;
    void attempt(backFromCompany);
    request("/v1/auth/methods")
      .then(async (response) => setCompany(((await response.json()) as { company: boolean }).company))
      .catch(setError);
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const database = text("database");
    const body = { url: text("url"), login: text("login"), key: text("key"), ...(database ? { database } : {}) };
    void attempt(async () => (await request("/v1/auth/key", { method: "POST", body })).json());
  };
  return (
    <form className={classes.form} onSubmit={submit} aria-label="Sign in">
      <h1 className={classes.title}>Sign in</h1>
      <p>
        Sextant reads Odoo with your own key, and shows what you may see there. In Odoo itself no sign-in is needed.
      </p>
      <TextInput name="url" type="url" label="Address of Odoo" placeholder="https://erp.example.com" required />
      <TextInput name="database" label="Database" description="Where one Odoo has several" />
      <TextInput name="login" label="Login" autoComplete="username" required />
      <PasswordInput
        name="key"
        label="API key"
        description="Odoo: Preferences, Security, New API Key"
        autoComplete="off"
        required
      />
      <div className={classes.actions}>
        <Button type="submit" loading={busy}>
          Sign in
        </Button>
        {company ? (
          <Button
            variant="default"
            disabled={busy}
            onClick={() => void attempt(() => leaveForCompany().then(() => null))}
          >
            Sign in with your company
          </Button>
        ) : null}
      </div>
      {error ? <ErrorPanel error={error} /> : null}
    </form>
  );
}
