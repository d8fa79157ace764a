import type { ExchangeServer } from '../../directory/exchange-server.js';
import { type BoundParameters, type Cmdlet, type CmdletContext, CmdletError } from '../cmdlet.js';
import { requireServer } from '../exchange-servers.js';
import { requiredIdentity } from '../given.js';
import { changeOrganization } from '../organization-change.js';

/**
 * Set-LabExchangeServer, a cmdlet of the lab's own: what happens to a machine rather than to Exchange's configuration. In
 * life somebody switches it off, or gives it an address in the subnet of another Active Directory site.
 */
export const setLabExchangeServer: Cmdlet = {
  name: 'Set-LabExchangeServer',
  synopsis:
    '[lab] Switches an Exchange server on or off, moves it to another Active Directory site, or sets its clock.',
  examples: [
    'Set-LabExchangeServer EX02 -Power Off',
    'Set-LabExchangeServer EX02 -ADSite Branch',
    'Set-LabExchangeServer EX01 -ClockOffset -00:20:00',
  ],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    requiredIdentity('Name or FQDN of the server.'),
    {
      name: 'Power',
      type: 'String',
      values: ['On', 'Off'],
      help: 'Off: no cmdlet and no script reaches it. Not for the first server, which answers the requests of the lab.',
    },
    { name: 'ADSite', type: 'String', help: 'Its site; the Certificate servicelet copies within one only.' },
    {
      name: 'ClockOffset',
      type: 'TimeSpan',
      help: 'How far its clock is ahead of the true time, behind with -: it makes and judges tokens by that.',
    },
  ],
  async run(parameters, context) {
    const found = requireServer(String(parameters.Identity), context);
    const change = changeOf(parameters, found, context);
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changeOrganization(context, (organization) => ({
      ...organization,
      servers: organization.servers.map((server) => (server.name === found.name ? { ...server, ...change } : server)),
    }));
    return { output: [] };
  },
};

function changeOf(
  { Power: power, ADSite: site, ClockOffset: offset }: BoundParameters,
  { name }: ExchangeServer,
  { state }: CmdletContext,
): Partial<Pick<ExchangeServer, 'reachable' | 'adSite' | 'clockOffset'>> {
  if (power === 'Off' && state.state.organization.servers[0]?.name === name) {
    throw new CmdletError(
      'InvalidOperation',
      `[lab] ${name} answers the requests of the lab, it can't be switched off.`,
    );
  }
  if (site !== undefined && !/^[\w-]+$/.test(String(site))) {
    throw new CmdletError('InvalidArgument', `[lab] -ADSite '${String(site)}' is no name of a site.`);
  }
  return {
    ...(power === undefined ? {} : { reachable: power === 'On' }),
    ...(site === undefined ? {} : { adSite: String(site) }),
    ...(typeof offset === 'number' ? { clockOffset: offset === 0 ? undefined : offset } : {}),
  };
}
