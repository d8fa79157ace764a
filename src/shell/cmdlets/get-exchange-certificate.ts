import { certificateDetails } from '../../pki/certificate-details.js';
import { certificateList, certificateObject, certificateTable } from '../certificate-object.js';
import type { Cmdlet } from '../cmdlet.js';
import {
  certificatesOn,
  domainControllerParameter,
  requireCertificate,
  serverOf,
  serverParameter,
} from '../server-certificates.js';

/** Get-ExchangeCertificate: fields and order of the seed page and facts/oauth-outbound-admin §3.5. */
export const getExchangeCertificate: Cmdlet = {
  name: 'Get-ExchangeCertificate',
  synopsis: 'Shows the certificates in the store of a server.',
  examples: [
    'Get-ExchangeCertificate',
    'Get-ExchangeCertificate -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint | fl',
  ],
  sessions: ['OnPremises'],
  parameters: [
    {
      name: 'Thumbprint',
      type: 'String',
      position: 0,
      fromPipeline: ['Thumbprint'],
      help: 'One certificate by its thumbprint.',
    },
    { name: 'Identity', type: 'String', help: 'One certificate as SERVER\\THUMBPRINT.' },
    serverParameter,
    { name: 'DomainName', type: 'String[]', help: 'Only certificates that have all of these names.' },
    { name: 'Instance', type: 'Object[]', help: 'No longer used by Exchange; accepted without effect.' },
    domainControllerParameter,
  ],
  tableView: certificateTable,
  tableByDefault: true,
  listView: certificateList,
  run(parameters, context) {
    if (parameters.Thumbprint !== undefined || parameters.Identity !== undefined) {
      return { output: [certificateObject(requireCertificate(context, parameters), context)] };
    }
    const wanted = ((parameters.DomainName ?? []) as readonly string[]).map((name) => name.toLowerCase());
    const shown = certificatesOn(context, serverOf(context, parameters.Server)).filter(({ stored }) => {
      const names = certificateDetails(stored.certificate).dnsNames.map((name) => name.toLowerCase());
      return wanted.every((name) => names.includes(name));
    });
    return { output: shown.map((certificate) => certificateObject(certificate, context)) };
  },
};
