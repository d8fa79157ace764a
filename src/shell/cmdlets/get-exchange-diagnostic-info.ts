import { type Cmdlet, CmdletError } from '../cmdlet.js';

/** Get-ExchangeDiagnosticInfo, as far as it makes the servers read their setting overrides (facts/oauth-outbound-admin §3.8). */
export const getExchangeDiagnosticInfo: Cmdlet = {
  name: 'Get-ExchangeDiagnosticInfo',
  synopsis: 'Makes the servers read their setting overrides now.',
  examples: [
    'Get-ExchangeDiagnosticInfo -Process Microsoft.Exchange.Directory.TopologyService -Component VariantConfiguration -Argument Refresh',
  ],
  sessions: ['OnPremises'],
  parameters: [
    { name: 'Process', type: 'String', mandatory: true, help: 'Microsoft.Exchange.Directory.TopologyService.' },
    { name: 'Component', type: 'String', mandatory: true, help: 'VariantConfiguration.' },
    {
      name: 'Argument',
      type: 'String',
      values: ['Refresh'],
      help: 'Refresh: read them again; left out: say what was read.',
    },
    { name: 'Server', type: 'String', help: 'Accepted; the servers of the lab read them together.' },
  ],
  run({ Process: process, Component: component, Argument: argument }, { variantConfiguration }) {
    const known = ['microsoft.exchange.directory.topologyservice', 'variantconfiguration'];
    const asked = [process, component].map((text) => String(text).toLowerCase());
    if (asked.join() !== known.join())
      throw new CmdletError(
        'InvalidArgument',
        '[lab] There is only -Process Microsoft.Exchange.Directory.TopologyService -Component VariantConfiguration.',
      );
    if (argument === 'Refresh') variantConfiguration.reload();
    const names = (variantConfiguration.current ?? []).map(({ name }) => name);
    return { output: [{ Result: `[lab] Overrides in effect: ${names.join(', ') || 'none'}` }] };
  },
};
