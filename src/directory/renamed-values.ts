import type { NetworkState } from '../network/publishing.js';
import type { LabState } from './state.js';

/** A saved state whose values have other names in this program. */
export function withTodaysNames(saved: LabState): LabState {
  return { ...saved, network: networkOf(saved.network) };
}

/** Before there were several kinds of reset, `reset` was the one that comes once the client has begun TLS. */
function networkOf(network: NetworkState): NetworkState {
  const connection: string | undefined = network.publishing?.connection;
  if (connection !== 'reset') return network;
  return { ...network, publishing: { ...network.publishing, connection: 'resetDuringTls' } };
}
