import { mayReplaceSmtpCertificate, withServices } from '../certificate-services.js';
import type { Cmdlet } from '../cmdlet.js';
import {
  changeServer,
  domainControllerParameter,
  privateKeyMissing,
  requireCertificate,
  serverParameter,
  servicesOf,
  servicesValues,
  whichCertificate,
} from '../server-certificates.js';

/** Enable-ExchangeCertificate: assigns services; those it has stay (facts/oauth-outbound-admin §3.4, §3.5). */
export const enableExchangeCertificate: Cmdlet = {
  name: 'Enable-ExchangeCertificate',
  synopsis: 'Assigns a certificate of a server to services.',
  examples: ['Enable-ExchangeCertificate -Thumbprint 5113ae0233a72fccb75b1d0198628675333d010e -Services POP,IMAP'],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  defaultParameterSet: 'Thumbprint',
  parameters: [
    ...whichCertificate,
    { name: 'Services', type: 'String[]', values: servicesValues, mandatory: true, help: 'The services.' },
    { name: 'Force', type: 'SwitchParameter', help: 'Replace the default SMTP certificate without asking.' },
    {
      name: 'DoNotRequireSsl',
      type: 'SwitchParameter',
      help: 'Accepted without effect: the lab’s site requires no SSL.',
    },
    serverParameter,
    domainControllerParameter,
  ],
  async run(parameters, context) {
    const { server, entry, stored } = requireCertificate(context, parameters);
    if (!entry.hasPrivateKey) throw privateKeyMissing(server, entry.thumbprint);
    const services = servicesOf(parameters.Services);
    if (!(await context.shouldProcess({ target: entry.thumbprint }))) return { output: [] };
    const force = parameters.Force === true;
    const asDefault = await mayReplaceSmtpCertificate(context, server, stored, services, force);
    await changeServer(context, server.name, (current) => withServices(current, entry.thumbprint, services, asDefault));
    return { output: [] };
  },
};
