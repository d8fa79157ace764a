import { X509Certificate } from 'node:crypto';
import { thumbprintOf } from '../../pki/thumbprint.js';
import { type Cmdlet, CmdletError, type PowerShellObject } from '../cmdlet.js';

/** Get-ExchangeCertificate: fields and order of the seed page and facts/oauth-outbound-admin §3.5. */
export const getExchangeCertificate: Cmdlet = {
  name: 'Get-ExchangeCertificate',
  synopsis: 'Shows the certificates in the store of the servers.',
  sessions: ['OnPremises'],
  parameters: [{ name: 'Thumbprint', type: 'String', position: 0, help: 'One certificate by its thumbprint.' }],
  tableView: ['Thumbprint', 'Services', 'Subject'],
  run({ Thumbprint: thumbprint }, { certificates, state, clock }) {
    const server = state.state.organization.servers[0]?.name ?? '';
    const all = [...certificates.exchangeCertificates.values()].map(({ certificate }) => certificate);
    if (typeof thumbprint !== 'string')
      return { output: all.map((certificate) => certificateObject(certificate, clock.now())) };
    const wanted = thumbprint.replace(/\s/g, '').toUpperCase();
    const found = all.find((certificate) => thumbprintOf(certificate) === wanted);
    if (!found) {
      // facts/oauth-outbound-admin §3.4
      throw new CmdletError(
        'ObjectNotFound',
        `A special Rpc error occurs on server ${server}: The certificate with thumbprint ${wanted} was not found.`,
      );
    }
    return { output: [certificateObject(found, clock.now())] };
  },
};

function certificateObject(pem: string, now: number): PowerShellObject {
  const certificate = new X509Certificate(pem);
  const domains = (certificate.subjectAltName ?? '')
    .split(', ')
    .filter((name) => name.startsWith('DNS:'))
    .map((name) => name.slice('DNS:'.length));
  const notAfter = new Date(certificate.validTo);
  const notBefore = new Date(certificate.validFrom);
  const valid = notBefore.getTime() <= now && now <= notAfter.getTime();
  return {
    AccessRules: null,
    CertificateDomains: domains,
    HasPrivateKey: true,
    IsSelfSigned: certificate.subject === certificate.issuer,
    Issuer: oneLine(certificate.issuer),
    NotAfter: notAfter,
    NotBefore: notBefore,
    PublicKeySize: certificate.publicKey.asymmetricKeyDetails?.modulusLength ?? null,
    RootCAType: 'None',
    SerialNumber: certificate.serialNumber,
    Services: 'SMTP',
    Status: valid ? 'Valid' : 'DateInvalid',
    Subject: oneLine(certificate.subject),
    Thumbprint: thumbprintOf(pem),
  };
}

/** Node separates the parts of a name by line breaks and begins with the root; Windows the other way round. */
function oneLine(name: string): string {
  return name.split('\n').toReversed().join(', ');
}
