import type { Cmdlet } from '../cmdlet.js';

/** Get-HybridConfiguration: nothing where the wizard never ran. Documented properties; the order is ours. */
export const getHybridConfiguration: Cmdlet = {
  name: 'Get-HybridConfiguration',
  synopsis: 'Shows what the Hybrid Configuration Wizard was told.',
  sessions: ['OnPremises'],
  parameters: [],
  run(_, { state }) {
    const { hybridConfiguration, servers } = state.state.organization;
    if (!hybridConfiguration) return { output: [] };
    return {
      output: [
        {
          Domains: hybridConfiguration.domains,
          OnPremisesSmartHost: hybridConfiguration.onPremisesSmartHost,
          ReceivingTransportServers: servers.map(({ name }) => name),
          SendingTransportServers: servers.map(({ name }) => name),
          EdgeTransportServers: [],
          Features: ['FreeBusy', 'MoveMailbox', 'Mailtips', 'MessageTracking', 'OwaRedirection', 'OnlineArchive'],
          ServiceInstance: 0,
          Name: 'Hybrid Configuration',
          Identity: 'Hybrid Configuration',
          IsValid: true,
          ObjectState: 'Unchanged',
        },
      ],
    };
  },
};
