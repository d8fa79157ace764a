import type { World } from '../directory/world.js';
import type { NetworkState } from '../network/publishing.js';
import type { PowerShellObject, Session } from '../shell/cmdlet.js';

/** What a scenario may do to the lab: what an admin would type, and faults of the network. */
export interface ScenarioTools {
  readonly world: World;
  /** Runs a cmdlet; `tenant` names the one a cloud session is connected to, the lab's own when left out. */
  cmdlet(
    name: string,
    parameters?: Readonly<Record<string, unknown>>,
    where?: { readonly session?: Session; readonly tenant?: string },
  ): Promise<readonly PowerShellObject[]>;
  /** Changes the network between the cloud and the on-premises Exchange; it takes effect at once. */
  network(change: (network: NetworkState) => NetworkState): Promise<void>;
}

/** The call that shows a scenario's failure: parameters of Test-OAuthConnectivity. */
export interface ScenarioTest {
  readonly Service: 'EWS' | 'AutoD' | 'Generic';
  readonly TargetUri: string;
  readonly Mailbox: string;
}

/** A failure an admin can switch on, look at and mend: one file each in catalogue/, found by its id. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly difficulty: 'easy' | 'medium' | 'hard';
  readonly direction: 'cloud -> on-premises' | 'on-premises -> cloud';
  /** What it teaches, in a sentence or two. */
  readonly teaches: string;
  readonly source: string;
  test(world: World): ScenarioTest;
  break(tools: ScenarioTools): Promise<void>;
  mend(tools: ScenarioTools): Promise<void>;
}

/** The test of most scenarios: the cloud asks for its user1 at the name the hybrid is published under. */
export function usualTest({ domain, hosts }: World): ScenarioTest {
  return { Service: 'EWS', TargetUri: `https://${hybridHost(hosts)}`, Mailbox: `user1@${domain}` };
}

/** `hybrid.…` where there is one: the name of the seed page's examples. */
export function hybridHost(hosts: readonly string[]): string {
  return hosts.find((host) => host.startsWith('hybrid.')) ?? hosts[0] ?? '';
}

/** The first of the organisation's names: the one that a rewriting proxy puts in place of the others. */
export function primaryHost(hosts: readonly string[]): string {
  return hosts[0] ?? '';
}
