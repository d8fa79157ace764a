import type { World } from '../directory/world.js';
import type { NetworkState } from '../network/publishing.js';
import { CmdletError } from './cmdlet.js';

/** What the DNS says of a name: where Exchange is published, nothing, or a stranger's computer. */
export const recordKinds = ['Published', 'None', 'Misdirected'] as const;
export type RecordKind = (typeof recordKinds)[number];

export function recordOf(host: string, { withdrawnNames, misdirectedNames }: NetworkState): RecordKind {
  if (withdrawnNames.includes(host)) return 'None';
  return misdirectedNames.includes(host) ? 'Misdirected' : 'Published';
}

/** The network with that record for a name, in place of the one it had. */
export function withRecord(network: NetworkState, host: string, record: RecordKind): NetworkState {
  const without = (names: readonly string[]) => names.filter((name) => name !== host);
  const listed = (names: readonly string[], kind: RecordKind) => [
    ...without(names),
    ...(record === kind ? [host] : []),
  ];
  return {
    ...network,
    withdrawnNames: listed(network.withdrawnNames, 'None'),
    misdirectedNames: listed(network.misdirectedNames, 'Misdirected'),
  };
}

/** A name of the organisation's, as it stands in its DNS; CmdletError for any other. */
export function requireHost(given: string, { hosts }: World): string {
  const host = given.toLowerCase().replace(/\.$/, '');
  if (hosts.includes(host)) return host;
  throw new CmdletError(
    'ObjectNotFound',
    `[lab] '${given}' is no name of the organisation; there are ${hosts.join(', ')}.`,
  );
}
