import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type AvPair, readAvPairs } from './av-pairs.js';
import { flag, has } from './flags.js';
import { md4 } from './md4.js';
import type { Authenticate } from './messages.js';
import { NtlmError } from './ntlm-error.js';
import { rc4 } from './rc4.js';

/** What NTLMv2 computes (MS-NLMP §3.3.2); pure. */

function hmacMd5(key: Buffer, ...data: readonly Buffer[]): Buffer {
  const hmac = createHmac('md5', key);
  for (const part of data) hmac.update(part);
  return hmac.digest();
}

/** The key of a user: NTOWFv2. Windows changes characters to upper case one by one, so `ß` stays. */
export function responseKey(user: string, domain: string, password: string): Buffer {
  const upper = [...user]
    .map((char) => (char.toUpperCase().length === char.length ? char.toUpperCase() : char))
    .join('');
  return hmacMd5(md4(Buffer.from(password, 'utf16le')), Buffer.from(upper + domain, 'utf16le'));
}

/** The proof that a client sends: NTProofStr. */
export function ntProof(key: Buffer, serverChallenge: Buffer, blob: Buffer): Buffer {
  return hmacMd5(key, serverChallenge, blob);
}

/** A response taken apart: the proof, and the blob it is made over, with the client's attributes. */
export interface Ntlmv2Response {
  readonly proof: Buffer;
  readonly blob: Buffer;
  readonly attributes: readonly AvPair[];
}

/** Where the attributes begin in the blob: behind versions, time and the client's challenge (MS-NLMP §2.2.2.7). */
const attributesOffset = 28;

/** Length of the response of NTLM version 1. */
const version1Length = 24;

export function readNtlmv2Response(response: Buffer): Ntlmv2Response {
  if (response.length === 0) throw new NtlmError('the client proves nothing (an anonymous logon)');
  if (response.length === version1Length) throw new NtlmError('the client answers with NTLMv1, which is not taken');
  const blob = response.subarray(16);
  if (blob.length < attributesOffset + 4 || blob[0] !== 1 || blob[1] !== 1) {
    throw new NtlmError('the response is none of NTLMv2');
  }
  return { proof: response.subarray(0, 16), blob, attributes: readAvPairs(blob.subarray(attributesOffset)) };
}

/** Does the proof come from someone with the key? */
export function isProven(key: Buffer, serverChallenge: Buffer, { proof, blob }: Ntlmv2Response): boolean {
  return timingSafeEqual(ntProof(key, serverChallenge, blob), proof);
}

/** The key that the MIC is made with: the session key, unwrapped where the client has wrapped one of its own. */
export function sessionKey(key: Buffer, proof: Buffer, message: Pick<Authenticate, 'flags' | 'encryptedSessionKey'>) {
  const base = hmacMd5(key, proof);
  if (!has(message.flags, flag.keyExchange) || message.encryptedSessionKey.length !== 16) return base;
  return rc4(base, message.encryptedSessionKey);
}

/** The MIC over the three messages of a conversation (MS-NLMP §3.1.5.1.2). */
export function messageIntegrity(exportedKey: Buffer, messages: readonly Buffer[]): Buffer {
  return hmacMd5(exportedKey, ...messages);
}

/**
 * Attribute `channelBindings` for a TLS channel: MD5 of a gss_channel_bindings_struct that has nothing but application
 * data, `tls-server-end-point:` and the hash of the server's certificate (MS-NLMP §3.1.5.1.2, RFC 5929 §4).
 */
export function channelBindingHash(endPoint: Buffer): Buffer {
  const data = Buffer.concat([Buffer.from('tls-server-end-point:', 'latin1'), endPoint]);
  const head = Buffer.alloc(20); // no addresses, then the length of the application data
  head.writeUInt32LE(data.length, 16);
  return createHash('md5').update(head).update(data).digest();
}
