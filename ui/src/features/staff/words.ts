/** What is said of the people who work here. */

import type { Role } from "../../lib/api/types";

export const ROLES = [
  { value: "packer", name: "Packs" },
  { value: "lead", name: "Leads the hub" },
] as const satisfies readonly { value: Role; name: string }[];

/** What the role is called. */
export const roleOf = (role: Role): string => ROLES.find(({ value }) => value === role)?.name ?? role;
