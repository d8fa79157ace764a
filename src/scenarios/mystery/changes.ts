import { lookUpCmdlet } from '../../shell/registry.js';
import type { ScenarioNames } from '../names.js';
import type { Scenario } from '../scenario.js';

/** They make servers read anew what was changed, and change nothing themselves. */
const services: ReadonlySet<string> = new Set(['iisreset', 'Restart-Service', 'Restart-WebAppPool']);

/** The cmdlets that stand in the lines which mend these scenarios. */
export function mendingCmdlets(scenarios: readonly Scenario[], names: ScenarioNames): ReadonlySet<string> {
  const lines = scenarios.flatMap((scenario) => scenario.mend(names).flatMap(({ type }) => type));
  const words = lines.flatMap((line) => line.match(/[\w.-]+/g) ?? []);
  return new Set(words.flatMap((word) => lookUpCmdlet(word.replace(/^\.+/, ''))?.name ?? []));
}

/** A wrong change is one by a cmdlet that none of the faults is mended with; restarted services are never wrong. */
export function isWrong(cmdlet: string, mending: ReadonlySet<string>): boolean {
  return !services.has(cmdlet) && !mending.has(cmdlet);
}
