import { withKey } from '../../pki/certificate.js';
import { certificateDetails } from '../../pki/certificate-details.js';
import { writePfx } from '../../pki/pfx.js';
import { type Cmdlet, type CmdletContext, CmdletError } from '../cmdlet.js';
import {
  type CertificateOfServer,
  domainControllerParameter,
  requireCertificate,
  serverParameter,
  whichCertificate,
} from '../server-certificates.js';

/** Export-ExchangeCertificate: a PFX file's content, in base64 as bytes go through the API. */
export const exportExchangeCertificate: Cmdlet = {
  name: 'Export-ExchangeCertificate',
  synopsis: 'Gives a certificate with its private key as a .pfx file, or a pending request once more.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  defaultParameterSet: 'Thumbprint',
  parameters: [
    ...whichCertificate,
    { name: 'BinaryEncoded', type: 'SwitchParameter', help: 'The bytes of the file; FileData is base64 either way.' },
    { name: 'Password', type: 'SecureString', help: 'The password that the file gets.' },
    serverParameter,
    domainControllerParameter,
  ],
  async run(parameters, context) {
    const found = requireCertificate(context, parameters);
    const { thumbprint, certificateRequest } = found.entry;
    const password = parameters.Password as string | undefined;
    const data = certificateRequest === '' ? await pfxOf(found, password, context) : certificateRequest;
    if (data === undefined || !(await context.shouldProcess({ target: thumbprint }))) return { output: [] };
    return { output: [{ FileData: Buffer.from(data).toString('base64') }] };
  },
};

async function pfxOf(
  { server, entry, stored }: CertificateOfServer,
  password: string | undefined,
  { session }: CmdletContext,
): Promise<Buffer> {
  const { thumbprint, friendlyName } = entry;
  const refuse = (why: string) =>
    new CmdletError('InvalidOperation', `[lab] The certificate ${thumbprint} of ${server.name} ${why}`, session);
  const keyed = entry.hasPrivateKey ? withKey(stored) : undefined;
  if (!keyed)
    throw refuse('has no private key: there is nothing to export that Get-ExchangeCertificate does not show.');
  if (!entry.privateKeyExportable) throw refuse('has a private key that is not exportable.');
  if (certificateDetails(stored.certificate).rsaKeySize === undefined) {
    throw refuse('has no RSA key; the lab exports RSA keys only.');
  }
  if (password === undefined) throw refuse('has a private key: -Password is needed to export it.');
  return writePfx(keyed, password, friendlyName);
}
