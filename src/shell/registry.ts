import * as allCmdlets from './all-cmdlets.js';
import { type Cmdlet, CmdletError } from './cmdlet.js';

/** Every cmdlet of the lab by its name; the only way to change its directory. */
export const cmdlets: readonly Cmdlet[] = Object.values<Cmdlet>(allCmdlets).toSorted((a, b) =>
  a.name < b.name ? -1 : 1,
);

/** Names and aliases in lower case. */
const byName = new Map(
  cmdlets.flatMap((cmdlet) => [cmdlet.name, ...(cmdlet.aliases ?? [])].map((name) => [name.toLowerCase(), cmdlet])),
);

/** The cmdlet of a name or alias, in any case; undefined when there is none. */
export function lookUpCmdlet(name: string): Cmdlet | undefined {
  return byName.get(name.toLowerCase());
}

/** The same; throws CmdletError in PowerShell's words. */
export function findCmdlet(name: string): Cmdlet {
  const found = lookUpCmdlet(name);
  if (found) return found;
  throw new CmdletError(
    'CommandNotFound',
    `The term '${name}' is not recognized as the name of a cmdlet. This lab has: ${cmdlets.map((cmdlet) => cmdlet.name).join(', ')}.`,
  );
}
