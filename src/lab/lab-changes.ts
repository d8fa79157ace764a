import type { LabClock } from '../clock.js';
import type { LabPart, LabStatus } from '../control/lab-status.js';
import type { LabState } from '../directory/state.js';
import type { EventLog } from '../evidence/event-log.js';
import type { ScenarioRunner } from '../scenarios/runner.js';
import type { LabStorage } from './storage.js';

interface Watched {
  readonly storage: Pick<LabStorage, 'state'>;
  readonly clock: LabClock;
  readonly eventLog: EventLog;
  readonly scenarios: Pick<ScenarioRunner, 'known' | 'concealing' | 'afterConcealing'>;
}

/** What the control API tells of the lab's state while it runs. */
export function labStatus({ storage, clock, scenarios }: Watched): Omit<LabStatus, 'changed'> {
  return {
    time: new Date(clock.now()).toISOString(),
    clock: { offsetMs: clock.ahead, speed: clock.setting.speed },
    activeScenarios: scenarios.known,
    mystery: storage.state.state.mystery !== undefined,
  };
}

/** Calls back with what has changed, as often as it does; the answer ends it. */
export function watchLab(
  { storage, clock, eventLog, scenarios }: Watched,
  changed: (parts: readonly LabPart[]) => void,
): () => void {
  // Where a mystery breaks the lab is what is to be found out, and how often it changes something tells of it already.
  const tell = (parts: readonly LabPart[]): void => {
    if (parts.length > 0 && !scenarios.concealing) changed(parts);
  };
  const ends = [
    storage.state.follow((now, before) => tell(changedParts(now, before))),
    clock.follow(() => tell(['clock'])),
    eventLog.subscribe(() => tell(['eventLog'])),
    scenarios.afterConcealing(() => tell(['mystery'])),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** The clock tells of itself: what the state says of it is for a restart. */
const partsOfState = {
  organization: 'organization',
  tenants: 'tenants',
  network: 'network',
  activeScenarios: 'scenarios',
  mystery: 'mystery',
} as const satisfies Partial<Record<keyof LabState, LabPart>>;

/** A part that nothing has happened to is still the same object. */
function changedParts(now: LabState, before: LabState): readonly LabPart[] {
  const names = Object.keys(partsOfState) as (keyof typeof partsOfState)[];
  return names.filter((name) => now[name] !== before[name]).map((name) => partsOfState[name]);
}
