import type { ClockSetting } from '../clock.js';
import type { NetworkState } from '../network/publishing.js';
import type { Organization } from './organization.js';
import type { Tenant } from './tenant.js';
import type { World } from './world.js';

/** Everything about a lab that a cmdlet or a scenario can change, and that a restart must keep. Plain JSON. */
export interface LabState {
  readonly version: 1;
  readonly world: World;
  /** Which keys the state belongs to: thumbprint of the organisation's root. */
  readonly keys: string;
  readonly organization: Organization;
  readonly tenants: readonly Tenant[];
  readonly network: NetworkState;
  /** Thumbprints of the keys that the token service has signed with since its first one, the newest first. */
  readonly tokenSigningKeys?: readonly string[] | undefined;
  /** How the lab's clock is set. */
  readonly clock: ClockSetting;
  /** Scenarios switched on, in the order they were. */
  readonly activeScenarios: readonly string[];
  /** While scenarios are active: how the lab was before the first of them. */
  readonly beforeScenarios?: Omit<LabState, 'beforeScenarios'> | undefined;
  /** Whether one of them leaves the lab otherwise than it was, so that it has to be put back at the end. */
  readonly putBack?: true | undefined;
  /** While a mystery is on: the id of its record. Nobody is told then which scenarios are active. */
  readonly mystery?: string | undefined;
}

/** Reads the state as it is now; changes it as a whole, on disk before the promise resolves. */
export interface StateHolder {
  readonly state: LabState;
  change(transition: (state: LabState) => LabState): Promise<void>;
}
