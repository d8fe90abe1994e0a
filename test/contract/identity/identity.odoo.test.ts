import { afterAll, beforeAll, describe } from "vitest";
import { describeOdoo } from "../../odoo/describe-odoo.ts";
import { anotherTenant } from "./another-tenant.ts";
import { approvedChanges } from "./approved-changes.ts";
import { companyProviderSignIn } from "./company-provider-sign-in.ts";
import { oneTimeCodes } from "./one-time-codes.ts";
import { rolesAndLimits } from "./roles-and-limits.ts";
import { sessions } from "./sessions.ts";
import { type SignInSuite, startSignInSuite } from "./sign-in-suite.ts";
import { twelvePeople } from "./twelve-people.ts";

/** One Odoo for all of it: what comes later finds what was done before, up to the audit that tells it and the Odoo that is disconnected. */
describeOdoo("signing in from a real Odoo", () => {
  let started: SignInSuite;
  beforeAll(async () => {
    started = await startSignInSuite();
  });
  afterAll(() => started?.stop());
  const suite = () => started;

  describe("by one-time codes", () => oneTimeCodes(suite));
  describe("with the rights of each", () => twelvePeople(suite));
  describe("to approve changes", () => approvedChanges(suite));
  describe("for a session", () => sessions(suite));
  describe("beside another tenant", () => anotherTenant(suite));
  describe("with a key, and by the company's provider", () => companyProviderSignIn(suite));
  describe("within roles and limits", () => rolesAndLimits(suite));
});
