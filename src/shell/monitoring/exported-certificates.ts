import type { CmdletContext, CmdletResult, HostLine, PowerShellObject } from '../cmdlet.js';
import { serverOf } from '../server-certificates.js';
import { exportFrom } from './certificate-copies.js';

/** -ExportAuthCertificatesAsPfx: the current and the next one of this server, as content and never as a path. The words are ours. */
export async function exportedAuthCertificates(password: string, context: CmdletContext): Promise<CmdletResult> {
  const { currentCertificateThumbprint, nextCertificateThumbprint } = context.state.state.organization.authConfig;
  const output: PowerShellObject[] = [];
  const host: HostLine[] = [];
  for (const thumbprint of [currentCertificateThumbprint, nextCertificateThumbprint]) {
    if (thumbprint === '') continue;
    const exported = await exportFrom(serverOf(context).fqdn, thumbprint, password, context);
    output.push({ Thumbprint: thumbprint, FileData: exported.output[0]?.FileData ?? null });
    host.push({
      text: `[lab] ${thumbprint}: the content of its .pfx file is in the object's FileData.`,
      color: 'Green',
    });
  }
  if (output.length === 0) host.push({ text: '[lab] Get-AuthConfig names no certificate.', color: 'Yellow' });
  return { output, host };
}
