import type { FixedCertificates } from './lab-certificates.js';

/** The file names, without .crt and .key, of what every lab has. */
export const fixedNames = {
  organizationRoot: 'organization-root',
  cloudRoot: 'cloud-root',
  exchangeTls: 'exchange-tls',
  cloudTls: 'cloud-tls',
  tokenSigning: 'token-signing',
} as const satisfies Record<keyof FixedCertificates, string>;

/** Both roots in one file, for `--cacert` and NODE_EXTRA_CA_CERTS. */
export const rootsFile = 'roots.pem';

export const manifestFile = 'manifest.json';

/** Name, without .crt and .key, of a certificate of the Exchange servers. */
export function exchangeName(thumbprint: string): string {
  return `exchange-${thumbprint}`;
}

/** The thumbprint in the name of such a certificate's file. */
export function thumbprintInName(file: string): string | undefined {
  return /^exchange-([0-9A-F]{40})\.crt$/.exec(file)?.[1];
}

/** Could the lab have made a file of this name? Anything else in the directory is none of its business. */
export function isStoreFile(file: string): boolean {
  const name = /^([\w-]+)\.(?:crt|key)$/.exec(file)?.[1] ?? '';
  const isFixed = Object.values(fixedNames).some((fixedName) => fixedName === name);
  return file === rootsFile || isFixed || thumbprintInName(`${name}.crt`) !== undefined;
}

export function bothFiles(name: string): readonly [certificate: string, key: string] {
  return [`${name}.crt`, `${name}.key`];
}
