import { X509Certificate } from 'node:crypto';
import type { KeyCredential } from '../directory/tenant.js';
import { base64DerOf, thumbprintOf } from '../pki/thumbprint.js';
import type { Random } from '../random.js';
import { CmdletError, type PowerShellObject } from './cmdlet.js';

/** Key credentials in three spellings: Microsoft Graph's, AzureAD's, MSOnline's. No printed sample is public (facts/oauth-outbound-admin §7.9). */

/** What a new one is made from. */
export interface NewKeyCredential {
  /** base64 DER, PEM, or base64 of a PEM file. */
  readonly key: string;
  readonly displayName?: string | undefined;
  readonly start?: Date | undefined;
  readonly end?: Date | undefined;
}

/** A certificate's public key to be stored; its dates are the certificate's unless others within them are given. */
export function newKeyCredential({ key, displayName, start, end }: NewKeyCredential, random: Random): KeyCredential {
  const certificate = readCertificate(key);
  const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  const startTime = start?.getTime() ?? from;
  const endTime = end?.getTime() ?? to;
  if (startTime < from || endTime > to || startTime >= endTime) {
    throw new CmdletError(
      'InvalidArgument',
      `[lab] The dates of a key credential lie within the certificate's, ${new Date(from).toISOString()} to ${new Date(to).toISOString()}.`,
    );
  }
  return {
    keyId: random.uuid(),
    ...(displayName === undefined ? {} : { displayName }),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    key: base64DerOf(certificate.raw),
    startDateTime: new Date(startTime).toISOString(),
    endDateTime: new Date(endTime).toISOString(),
  };
}

function readCertificate(text: string): X509Certificate {
  try {
    return new X509Certificate(text.includes('-----BEGIN') ? text : Buffer.from(text.replace(/\s/g, ''), 'base64'));
  } catch {
    throw new CmdletError(
      'InvalidArgument',
      '[lab] The value is no certificate; it takes the content of a .cer file in base64.',
    );
  }
}

export function thumbprintOfCredential({ key }: KeyCredential): string {
  return thumbprintOf(Buffer.from(key, 'base64'));
}

/** Microsoft Graph's resource keyCredential; its Key is given for a single object alone, and only when asked for. */
export function graphKeyCredential(credential: KeyCredential, withKey: boolean): PowerShellObject {
  return {
    CustomKeyIdentifier: thumbprintOfCredential(credential),
    DisplayName: credential.displayName ?? null,
    EndDateTime: new Date(credential.endDateTime),
    Key: withKey ? credential.key : null,
    KeyId: credential.keyId,
    StartDateTime: new Date(credential.startDateTime),
    Type: credential.type,
    Usage: credential.usage,
  };
}

export function azureAdKeyCredential(credential: KeyCredential): PowerShellObject {
  return {
    CustomKeyIdentifier: thumbprintOfCredential(credential),
    EndDate: new Date(credential.endDateTime),
    KeyId: credential.keyId,
    StartDate: new Date(credential.startDateTime),
    Type: credential.type,
    Usage: credential.usage,
    Value: null,
  };
}

export function msolCredential(credential: KeyCredential, returnKeyValues: boolean): PowerShellObject {
  return {
    Type: 'Asymmetric',
    Value: returnKeyValues ? credential.key : null,
    KeyId: credential.keyId,
    StartDate: new Date(credential.startDateTime),
    EndDate: new Date(credential.endDateTime),
    Usage: credential.usage,
  };
}

/**
 * The whole list as Update-Mg… takes it: what is left out is gone. An item without Key that names the KeyId of one that is
 * there keeps it; that it does is inferred.
 */
export function replacedKeyCredentials(
  items: readonly PowerShellObject[],
  old: readonly KeyCredential[],
  random: Random,
): readonly KeyCredential[] {
  return items.map((item) => {
    const [key, keyId, displayName] = [textOf(item, 'Key'), textOf(item, 'KeyId'), textOf(item, 'DisplayName')];
    const kept = key === undefined ? old.find((credential) => credential.keyId === keyId) : undefined;
    if (kept) return kept;
    if (key === undefined) throw new CmdletError('InvalidArgument', '[lab] A new key credential needs its Key.');
    return newKeyCredential(
      { key, displayName, start: dateOf(item, 'StartDateTime'), end: dateOf(item, 'EndDateTime') },
      random,
    );
  });
}

function propertyOf(item: PowerShellObject, name: string): unknown {
  return Object.entries(item).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** Text, or bytes as PowerShell has read them from a file. */
function textOf(item: PowerShellObject, name: string): string | undefined {
  const value = propertyOf(item, name);
  if (value instanceof Uint8Array || (Array.isArray(value) && value.every((byte) => typeof byte === 'number'))) {
    return Buffer.from(value as number[]).toString('base64');
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function dateOf(item: PowerShellObject, name: string): Date | undefined {
  const value = propertyOf(item, name);
  if (value instanceof Date) return value;
  return typeof value === 'string' ? new Date(value) : undefined;
}
