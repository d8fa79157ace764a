import { X509Certificate } from 'node:crypto';
import type { StoredCertificate } from '../pki/certificate.js';
import { readCertificateFile } from '../pki/certificate-file.js';
import { PfxError, readPfx } from '../pki/pfx.js';
import { isKeyOf } from '../pki/thumbprint.js';
import { CmdletError } from './cmdlet.js';

/** The certificate in an imported file, with its key where the file has one; throws CmdletError. */
export async function readImportedFile(data: Uint8Array, password: string): Promise<StoredCertificate> {
  const certificates = await readCertificateFile(data);
  if (certificates !== undefined) return { certificate: theOne(leavesOf(certificates)), privateKey: undefined };
  const content = await readPfx(data, password).catch((error: unknown) => {
    throw error instanceof PfxError ? unusable(error) : error;
  });
  const pairs = content.certificates.flatMap((certificate) =>
    content.privateKeys.filter((key) => isKeyOf(key, certificate)).map((privateKey) => ({ certificate, privateKey })),
  );
  if (pairs.length > 1) throw several(pairs.length, 'certificates with a private key');
  return pairs[0] ?? { certificate: theOne(leavesOf(content.certificates)), privateKey: undefined };
}

function unusable({ code }: PfxError): CmdletError {
  return code === 'wrongPassword'
    ? new CmdletError('InvalidArgument', '[lab] The password is not that of the file.')
    : new CmdletError(
        'InvalidArgument',
        '[lab] -FileData holds no certificate: it takes the content of a .pfx, .cer or .p7b file.',
      );
}

/** Those that issued none of the others: a file may hold the chain too. */
function leavesOf(certificates: readonly string[]): readonly string[] {
  const parsed = certificates.map((certificate) => new X509Certificate(certificate));
  return certificates.filter((_, index) => {
    const issuer = parsed[index];
    return issuer && !parsed.some((other) => other !== issuer && other.checkIssued(issuer));
  });
}

function theOne(certificates: readonly string[]): string {
  const [certificate] = certificates;
  if (certificates.length > 1) throw several(certificates.length, 'certificates');
  if (certificate === undefined) throw new CmdletError('InvalidArgument', '[lab] The file holds no certificate.');
  return certificate;
}

function several(count: number, what: string): CmdletError {
  return new CmdletError('InvalidArgument', `[lab] The file holds ${count} ${what}; import a file with one of them.`);
}
