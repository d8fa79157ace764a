import { withoutCertificate } from '../../directory/exchange-server.js';
import { type Cmdlet, CmdletError } from '../cmdlet.js';
import {
  changeServer,
  delayedForAuthCertificate,
  domainControllerParameter,
  requireCertificate,
  serverParameter,
  whichCertificate,
} from '../server-certificates.js';

/**
 * Remove-ExchangeCertificate: the server no longer has it. The bytes leave the lab's store at the next start, when nothing
 * names them any more: a scenario may put back a state that does.
 */
export const removeExchangeCertificate: Cmdlet = {
  name: 'Remove-ExchangeCertificate',
  synopsis: 'Removes a certificate and its private key from a server.',
  examples: ['Remove-ExchangeCertificate -Thumbprint 5113ae0233a72fccb75b1d0198628675333d010e'],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  defaultParameterSet: 'Thumbprint',
  parameters: [...whichCertificate, serverParameter, domainControllerParameter],
  async run(parameters, context) {
    const { server, entry } = requireCertificate(context, parameters);
    const { thumbprint } = entry;
    if (server.internalTransportCertificate === thumbprint) {
      throw new CmdletError(
        'InvalidOperation',
        `[lab] The certificate ${thumbprint} is the default SMTP certificate of ${server.name}; make another one the default with Enable-ExchangeCertificate first.`,
      );
    }
    if (!(await context.shouldProcess({ target: thumbprint }))) return { output: [] };
    await changeServer(context, server.name, (current) => withoutCertificate(current, thumbprint));
    return { output: [], warnings: delayedForAuthCertificate(context, thumbprint) };
  },
};
