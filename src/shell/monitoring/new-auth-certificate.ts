import { certificateOn } from '../../directory/exchange-server.js';
import { commonName } from '../../pki/distinguished-name.js';
import { issueExchangeCertificate } from '../../pki/lab-certificates.js';
import { writePfx } from '../../pki/pfx.js';
import type { CmdletContext, PowerShellObject } from '../cmdlet.js';
import { serverOf } from '../server-certificates.js';

const authCertificateName = 'Microsoft Exchange Server Auth Certificate';

/** Makes the new auth certificate on the server that the script runs on, and gives its thumbprint (facts/oauth-outbound-admin §4.3). */
export async function newAuthCertificate(context: CmdletContext, lifetimeInDays: number): Promise<string> {
  const friendlyName = `${authCertificateName} - ${timestamp(context.clock.now())}`;
  if (lifetimeInDays > 0) return importCertificateOf(lifetimeInDays, friendlyName, context);
  const transport = serverOf(context).internalTransportCertificate;
  const made = await context.invoke('New-ExchangeCertificate', {
    Server: context.server,
    KeySize: 2048,
    PrivateKeyExportable: true,
    SubjectName: `cn=${authCertificateName}`,
    FriendlyName: friendlyName,
    DomainName: [],
    Services: ['SMTP'],
    Force: true,
  });
  await restoreTransportCertificate(transport, context);
  return thumbprintOf(made.output);
}

/** It has overwritten the internal transport certificate: back to the one before, or to a new one where that is not valid. */
async function restoreTransportCertificate(thumbprint: string, context: CmdletContext): Promise<void> {
  const server = serverOf(context);
  const [before] = certificateOn(server, thumbprint)
    ? (await context.invoke('Get-ExchangeCertificate', { Server: server.name, Thumbprint: thumbprint })).output
    : [];
  if (before?.Status === 'Valid' && before.HasPrivateKey === true) {
    await context.invoke('Enable-ExchangeCertificate', {
      Server: server.name,
      Thumbprint: thumbprint,
      Services: ['SMTP'],
      Force: true,
    });
    return;
  }
  await context.invoke('New-ExchangeCertificate', {
    Server: server.name,
    SubjectName: `cn=${server.name}`,
    DomainName: [server.name, server.fqdn],
    Services: ['SMTP'],
    Force: true,
  });
}

/** New-ExchangeCertificate makes certificates of five years only: one of another lifetime is made apart and imported. */
async function importCertificateOf(days: number, friendlyName: string, context: CmdletContext): Promise<string> {
  const made = await issueExchangeCertificate(
    { subject: commonName(authCertificateName), lifetimeInDays: days },
    context,
  );
  const password = Buffer.from(context.random.bytes(16)).toString('hex');
  const imported = await context.invoke('Import-ExchangeCertificate', {
    Server: context.server,
    FileData: (await writePfx(made, password, friendlyName)).toString('base64'),
    Password: password,
    FriendlyName: friendlyName,
    PrivateKeyExportable: true,
  });
  return thumbprintOf(imported.output);
}

function thumbprintOf([certificate]: readonly PowerShellObject[]): string {
  return String(certificate?.Thumbprint ?? '');
}

/** `yyyyMMddhhmmss` to the letter: .NET's `hh` is the hour of a clock of twelve. */
function timestamp(now: number): string {
  const digits = new Date(now).toISOString().replace(/\D/g, '');
  const hour = Number(digits.slice(8, 10)) % 12 || 12;
  return `${digits.slice(0, 8)}${String(hour).padStart(2, '0')}${digits.slice(10, 14)}`;
}
