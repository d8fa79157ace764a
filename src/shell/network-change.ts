import type { NetworkState } from '../network/publishing.js';
import type { LabContext } from './cmdlet.js';

/** Changes the network; it takes effect at once, for every new connection. */
export function changeNetwork({ state }: LabContext, change: (network: NetworkState) => NetworkState): Promise<void> {
  return state.change((current) => ({ ...current, network: change(current.network) }));
}
