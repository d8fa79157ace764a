import { isDeepStrictEqual } from 'node:util';
import type { World } from '../directory/world.js';
import { healthyPublishing, type NetworkState, type Publishing } from '../network/publishing.js';
import { CmdletError, type PowerShellObject, type Session } from '../shell/cmdlet.js';

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
  /** Its cause in the catalogue of evidence/knowledge/causes, which explains it and says how to mend it. */
  readonly cause: string;
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

/** A fault of the publishing; a CmdletError where one of the same kind is there already, which this one would undo. */
export function breakPublishing({ network }: ScenarioTools, fault: Partial<Publishing>): Promise<void> {
  return network((state) => {
    for (const key of Object.keys(fault) as (keyof Publishing)[]) {
      if (isDeepStrictEqual(state.publishing[key], healthyPublishing[key])) continue;
      throw new CmdletError('InvalidOperation', `The publishing of Exchange has another fault already (${key}).`);
    }
    return { ...state, publishing: { ...state.publishing, ...fault } };
  });
}

/** Takes a fault of the publishing away. */
export function mendPublishing({ network }: ScenarioTools, key: keyof Publishing): Promise<void> {
  return network((state) => ({ ...state, publishing: { ...state.publishing, [key]: healthyPublishing[key] } }));
}
