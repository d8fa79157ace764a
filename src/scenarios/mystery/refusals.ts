import { findCause } from '../../evidence/knowledge/causes.js';
import { ScenarioError } from '../scenario-error.js';
import type { ScenarioSwitch } from '../scenario-switch.js';
import { nearCauses } from './near-causes.js';
import type { DamagedRecord } from './records.js';

/** A mystery is the only thing that is broken. */
export function refuseSecond({ state: { mystery, activeScenarios } }: ScenarioSwitch): void {
  if (mystery !== undefined)
    throw new ScenarioError('conflict', 'A mystery is on already; `scenarios reset` gives it up.');
  if (activeScenarios.length === 0) return;
  const active = activeScenarios.join(', ');
  throw new ScenarioError(
    'conflict',
    `The lab is broken by ${active}; \`scenarios reset\` puts it back to healthy first.`,
  );
}

/** The id of a cause as the catalogue has it; a ScenarioError names those that may have been meant. */
export function requireCause(id: string): string {
  const cause = findCause(id.trim().toLowerCase());
  if (cause) return cause.id;
  const near = nearCauses(id);
  const meant = near.length === 0 ? '' : ` Near to it: ${near.join(', ')}.`;
  throw new ScenarioError('unknown', `There is no cause '${id}'.${meant} \`scenarios causes\` lists them all.`);
}

/** What is said of a mystery whose record is lost. */
export function unusable({ file, why }: DamagedRecord): string {
  return `A mystery is on, but its record ${file} can't be used: ${why}. Bring the file back and start the lab again, or end the mystery with \`scenarios reset\`; the file stays as it is.`;
}
