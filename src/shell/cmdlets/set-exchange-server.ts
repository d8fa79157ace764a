import { type Cmdlet, CmdletError } from '../cmdlet.js';
import { requireServer } from '../exchange-servers.js';
import { requiredIdentity } from '../given.js';
import { changeOrganization } from '../organization-change.js';

/** Set-ExchangeServer -InternetWebProxy: what the server asks for outside, it asks through this proxy (facts/oauth-outbound-admin §1.4). */
export const setExchangeServer: Cmdlet = {
  name: 'Set-ExchangeServer',
  synopsis: 'Sets the web proxy that a server reaches the Internet through.',
  examples: ['Set-ExchangeServer EX01 -InternetWebProxy http://proxy.msxfaq.de:8080'],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    requiredIdentity('Name or FQDN of the server.'),
    { name: 'InternetWebProxy', type: 'Uri', nullable: true, help: 'URL of the proxy; $null for none.' },
  ],
  async run({ Identity: identity, InternetWebProxy: proxy }, context) {
    const found = requireServer(identity as string, context);
    if (proxy instanceof URL && proxy.protocol !== 'http:') {
      throw new CmdletError('InvalidArgument', '[lab] A web proxy is asked with HTTP: write http://name:port.');
    }
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    if (proxy === undefined) return { output: [] };
    const internetWebProxy = proxy instanceof URL ? proxy.href : '';
    await changeOrganization(context, (organization) => ({
      ...organization,
      servers: organization.servers.map((server) =>
        server.name === found.name ? { ...server, internetWebProxy } : server,
      ),
    }));
    return { output: [] };
  },
};
