import type { CertificateService, ExchangeServer, ServerCertificate } from '../../directory/exchange-server.js';
import { withCertificate } from '../../directory/exchange-server.js';
import type { KeyedCertificate } from '../../pki/certificate.js';
import { certificateDetails } from '../../pki/certificate-details.js';
import { issueExchangeCertificate } from '../../pki/lab-certificates.js';
import { certificateList, certificateObject, certificateTable } from '../certificate-object.js';
import { renewalParameters } from '../certificate-renewal.js';
import { makeCertificateRequest } from '../certificate-request.js';
import { mayReplaceSmtpCertificate, withServices } from '../certificate-services.js';
import { certificateWishes, certificateWishParameters } from '../certificate-wishes.js';
import type { BoundParameters, Cmdlet, CmdletContext, CmdletResult } from '../cmdlet.js';
import { changeServer, requireCertificate, serverOf, servicesOf, servicesValues } from '../server-certificates.js';

/** What New-ExchangeCertificate takes for -Services when nothing is said (facts/oauth-outbound-admin §3.5). */
const defaultServices: readonly CertificateService[] = ['IMAP', 'POP', 'SMTP'];

/** New-ExchangeCertificate: a self-signed certificate, or a request for a certification authority (facts/oauth-outbound-admin §3.5). */
export const newExchangeCertificate: Cmdlet = {
  name: 'New-ExchangeCertificate',
  synopsis: 'Makes a self-signed certificate in the store of a server, or a certificate request.',
  description:
    'The certificate is good for 5 years by the clock of the lab. Where its services include SMTP, the cmdlet asks whether it shall replace the default SMTP certificate of the server; for an auth certificate the answer is N.',
  examples: [
    'New-ExchangeCertificate -KeySize 2048 -PrivateKeyExportable $true -SubjectName "cn=Microsoft Exchange Server Auth Certificate" -FriendlyName "Microsoft Exchange Server Auth Certificate" -DomainName @()',
    'Get-ExchangeCertificate -Thumbprint 5113ae0233a72fccb75b1d0198628675333d010e | New-ExchangeCertificate',
  ],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  defaultParameterSet: 'Certificate',
  parameters: [
    ...certificateWishParameters,
    {
      name: 'Services',
      type: 'String[]',
      values: servicesValues,
      sets: ['Certificate'],
      help: 'What uses it; IMAP, POP and SMTP when left out.',
    },
    { name: 'GenerateRequest', type: 'SwitchParameter', mandatory: true, sets: ['Request'], help: 'Make a request.' },
    { name: 'BinaryEncoded', type: 'SwitchParameter', sets: ['Request'], help: 'As DER in place of text.' },
    { name: 'Force', type: 'SwitchParameter', help: 'Replace the default SMTP certificate without asking.' },
  ],
  tableView: certificateTable,
  tableByDefault: true,
  listView: certificateList,
  async run(given, context) {
    const parameters = renewalParameters(given, context);
    const server = serverOf(context, parameters.Server);
    const wishes = certificateWishes(parameters, context, server);
    if (!(await context.shouldProcess({ target: server.fqdn }))) return { output: [] };
    if (parameters.GenerateRequest === true) {
      return makeCertificateRequest(wishes, server, parameters, context);
    }
    // By the lab's clock, that of a certificate for TLS too: who serves it is judged by real time all the same.
    const made = await context.prepare(() => issueExchangeCertificate(wishes, context));
    return keep(made, server, parameters, context);
  },
};

async function keep(
  made: KeyedCertificate,
  server: ExchangeServer,
  parameters: BoundParameters,
  context: CmdletContext,
): Promise<CmdletResult> {
  const { thumbprint } = certificateDetails(made.certificate);
  const services = servicesOf(parameters.Services, defaultServices);
  const asDefault = await mayReplaceSmtpCertificate(context, server, made, services, parameters.Force === true);
  const entry: ServerCertificate = {
    thumbprint,
    friendlyName: String(parameters.FriendlyName ?? 'Microsoft Exchange'),
    services: [],
    privateKeyExportable: parameters.PrivateKeyExportable === true,
    hasPrivateKey: true,
    certificateRequest: '',
  };
  // The key first: the directory never names one that is not on disk.
  await context.certificates.addExchangeCertificate(made);
  await changeServer(context, server.name, (current) =>
    withServices(withCertificate(current, entry), thumbprint, services, asDefault),
  );
  const kept = requireCertificate(context, { Thumbprint: thumbprint, Server: server.name });
  return { output: [certificateObject(kept, context)] };
}
