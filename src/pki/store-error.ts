import { join } from 'node:path';

export type CertificateStoreErrorCode = 'damaged' | 'incomplete' | 'otherWorld';

/** The certificates on disk can't be used as they are. The message is one line: which file, what is wrong, what to do. */
export class CertificateStoreError extends Error {
  override readonly name = 'CertificateStoreError';
  readonly code: CertificateStoreErrorCode;

  constructor(code: CertificateStoreErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A file of the store that can't be read: what the account may not read is not damaged. */
export function unreadableFile(directory: string, file: string, code: string | undefined): CertificateStoreError {
  const path = join(directory, file);
  if (code !== 'EACCES' && code !== 'EPERM') return fileError('damaged', directory, file, `can't be read (${code})`);
  const remedy = 'Let it read the file, or choose another --data-dir.';
  return new CertificateStoreError('damaged', `${path} is not readable for this account (${code}). ${remedy}`);
}

/** Something is wrong with one file of the store. Nothing is replaced: a new auth certificate would be a new thumbprint. */
export function fileError(
  code: 'damaged' | 'incomplete',
  directory: string,
  file: string,
  problem: string,
): CertificateStoreError {
  const remedy =
    'Restore it from a backup, or have new certificates made (with new thumbprints): ' +
    `delete the .crt, .key, .pem and .json files in ${directory} or choose another --data-dir.`;
  return new CertificateStoreError(code, `${join(directory, file)} ${problem}. ${remedy}`);
}
