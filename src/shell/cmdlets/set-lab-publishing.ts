import { type Cmdlet, CmdletError } from '../cmdlet.js';
import { changeNetwork } from '../network-change.js';
import { changedPublishing, publishingParameters } from '../publishing-words.js';

/** Set-LabPublishing, a cmdlet of the lab's own: what in life is set in a firewall, a reverse proxy or a load balancer. */
export const setLabPublishing: Cmdlet = {
  name: 'Set-LabPublishing',
  synopsis: '[lab] Changes how Exchange is published: the firewall, the reverse proxy and its certificate.',
  description: 'A change takes effect at once. What is not named stays as it is; Get-LabPublishing shows it.',
  examples: [
    'Set-LabPublishing -HostHeader Rewrite -HostHeaderValue owa.msxfaq.de',
    'Set-LabPublishing -HostHeader Preserve',
    'Set-LabPublishing -Connection ResetDuringTls',
    'Set-LabPublishing -MinTlsVersion Tls10 -MaxTlsVersion Tls11',
  ],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: publishingParameters,
  async run(given, context) {
    if (!publishingParameters.some(({ name }) => given[name] !== undefined)) {
      throw new CmdletError('InvalidArgument', '[lab] There is nothing to change.');
    }
    changedPublishing(context.state.state.network.publishing, given);
    if (!(await context.shouldProcess({ target: 'publishing of Exchange' }))) return { output: [] };
    await changeNetwork(context, (network) => ({
      ...network,
      publishing: changedPublishing(network.publishing, given),
    }));
    return { output: [] };
  },
};
