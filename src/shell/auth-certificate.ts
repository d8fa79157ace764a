import { certificateDetails } from '../pki/certificate-details.js';
import type { CmdletContext } from './cmdlet.js';
import { privateKeyMissing, requireCertificate } from './server-certificates.js';

/** The least that a server signs with (facts/oauth-outbound-admin §2, CertificatePrivateKeySizeTooSmall). */
const smallestKey = 2048;

/**
 * A certificate that may become an auth certificate: it is on the server, with its key (texts of facts/oauth-outbound-admin
 * §3.4). Whether Exchange takes one that it can't sign with is not known: the lab does, and warns.
 */
export function requireAuthCertificate(
  context: CmdletContext,
  thumbprint: unknown,
  server: unknown,
): { readonly certificate: string; readonly warnings: readonly string[] } {
  const found = requireCertificate(context, { Thumbprint: thumbprint, Server: server });
  const { entry, stored } = found;
  if (!entry.hasPrivateKey) throw privateKeyMissing(found.server, entry.thumbprint);
  const { rsaKeySize } = certificateDetails(stored.certificate);
  const key = rsaKeySize === undefined ? 'no RSA key' : `a key of ${rsaKeySize} bits`;
  const unfit = (rsaKeySize ?? 0) < smallestKey;
  const warning = `[lab] The certificate ${entry.thumbprint} has ${key}; the servers sign with RSA keys of at least ${smallestKey} bits only.`;
  return { certificate: entry.thumbprint, warnings: unfit ? [warning] : [] };
}
