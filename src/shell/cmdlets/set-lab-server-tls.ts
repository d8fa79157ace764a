import type { Cmdlet } from '../cmdlet.js';
import { changeNetwork } from '../network-change.js';
import { maxTlsVersionParameter, tlsVersionOf } from '../publishing-words.js';

/**
 * Set-LabServerTls, a cmdlet of the lab's own: the on-premises servers as a client of TLS. In life these are registry
 * values of Schannel and .NET on every server.
 */
export const setLabServerTls: Cmdlet = {
  name: 'Set-LabServerTls',
  synopsis: '[lab] Sets the newest TLS version that the on-premises servers speak when they call the cloud.',
  description: 'In life: registry values of Schannel and .NET, and a restart. Here a change takes effect at once.',
  examples: ['Set-LabServerTls -MaxTlsVersion Tls11', 'Set-LabServerTls -MaxTlsVersion Tls13'],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    {
      ...maxTlsVersionParameter('The newest version they speak as a client; the lab starts with Tls13.'),
      mandatory: true,
      position: 0,
    },
  ],
  async run({ MaxTlsVersion: version }, context) {
    if (!(await context.shouldProcess({ target: 'on-premises servers' }))) return { output: [] };
    await changeNetwork(context, (network) => ({
      ...network,
      outboundTls: tlsVersionOf(version, network.outboundTls),
    }));
    return { output: [] };
  },
};
