import {
  certificateOn,
  type ExchangeServer,
  withCertificate,
  withoutCertificate,
} from '../../directory/exchange-server.js';
import type { StoredCertificate } from '../../pki/certificate.js';
import { isKeyOf, thumbprintOf } from '../../pki/thumbprint.js';
import { readImportedFile } from '../certificate-import.js';
import { certificateList, certificateObject, certificateTable } from '../certificate-object.js';
import { type Cmdlet, type CmdletContext, CmdletError } from '../cmdlet.js';
import {
  changeServer,
  delayedForAuthCertificate,
  domainControllerParameter,
  requireCertificate,
  serverOf,
  serverParameter,
  storedCertificate,
} from '../server-certificates.js';

/** Import-ExchangeCertificate: content, never a path. */
export const importExchangeCertificate: Cmdlet = {
  name: 'Import-ExchangeCertificate',
  synopsis: 'Brings a certificate into the store of a server, or the answer to its request.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    { name: 'FileData', type: 'Byte[]', mandatory: true, help: 'Content of a .pfx, .cer or .p7b file.' },
    { name: 'Password', type: 'SecureString', help: 'The password of a .pfx file.' },
    { name: 'FriendlyName', type: 'String', help: 'What it is called.' },
    { name: 'PrivateKeyExportable', type: 'Boolean', help: 'Whether the key may leave again; no when left out.' },
    { name: 'Instance', type: 'Object[]', help: 'No longer used by Exchange; accepted without effect.' },
    serverParameter,
    domainControllerParameter,
  ],
  tableView: certificateTable,
  tableByDefault: true,
  listView: certificateList,
  async run(parameters, context) {
    const server = serverOf(context, parameters.Server);
    const file = await readImportedFile(parameters.FileData as Uint8Array, String(parameters.Password ?? ''));
    const request = file.privateKey === undefined ? answeredRequest(file, server, context) : undefined;
    const imported = request ? { ...file, privateKey: request.privateKey } : file;
    const thumbprint = thumbprintOf(imported.certificate);
    const there = certificateOn(server, thumbprint);
    if (there && (there.hasPrivateKey || imported.privateKey === undefined)) {
      throw new CmdletError('ResourceExists', `[lab] The certificate ${thumbprint} is on ${server.name} already.`);
    }
    if (!(await context.shouldProcess({ target: server.fqdn }))) return { output: [] };
    await context.certificates.addExchangeCertificate(imported);
    const requested = request && certificateOn(server, request.thumbprint);
    const entry = {
      thumbprint,
      friendlyName: String(parameters.FriendlyName ?? requested?.friendlyName ?? there?.friendlyName ?? ''),
      services: there?.services ?? [],
      privateKeyExportable: requested?.privateKeyExportable ?? parameters.PrivateKeyExportable === true,
      hasPrivateKey: imported.privateKey !== undefined,
      certificateRequest: '',
    };
    await changeServer(context, server.name, (current) =>
      withCertificate(request ? withoutCertificate(current, request.thumbprint) : current, entry),
    );
    const kept = requireCertificate(context, { Thumbprint: thumbprint, Server: server.name });
    return {
      output: [certificateObject(kept, context)],
      warnings: delayedForAuthCertificate(context, thumbprint),
    };
  },
};

/** The pending request of the server that has the certificate's key. */
function answeredRequest({ certificate }: StoredCertificate, server: ExchangeServer, context: CmdletContext) {
  for (const { thumbprint, certificateRequest } of server.certificates) {
    const privateKey = storedCertificate(context, thumbprint)?.privateKey;
    if (certificateRequest === '' || privateKey === undefined) continue;
    if (thumbprint !== thumbprintOf(certificate) && isKeyOf(privateKey, certificate)) return { thumbprint, privateKey };
  }
  return undefined;
}
