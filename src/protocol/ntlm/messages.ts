import { flag, has } from './flags.js';
import { NtlmError } from './ntlm-error.js';

/** The messages of NTLM as a server reads and writes them (MS-NLMP §2.2.1), nothing judged yet. */

const signature = Buffer.from('NTLMSSP\0', 'latin1');

/** Longer than any that fits into http.sys's 16 KB of headers. */
const maxLength = 16_384;

/** Kind of an NTLM message; undefined when the bytes are none. */
export function messageType(bytes: Buffer): number | undefined {
  if (bytes.length < 12 || !bytes.subarray(0, 8).equals(signature)) return undefined;
  return bytes.readUInt32LE(8);
}

/** Lengths of the messages before the version, which a client may leave out. */
const negotiateHead = 32;
const authenticateHead = 64;

/** NEGOTIATE: what the client is able to do. */
export function readNegotiate(bytes: Buffer): { readonly flags: number } {
  requireLength(bytes, 16);
  const flags = bytes.readUInt32LE(12);
  if (has(flags, flag.domainSupplied)) field(bytes, 16, negotiateHead);
  if (has(flags, flag.workstationSupplied)) field(bytes, 24, negotiateHead);
  if (!has(flags, flag.ntlm | flag.extendedSecurity)) throw new NtlmError('the client offers no NTLM');
  if (!has(flags, flag.unicode | flag.oem)) throw new NtlmError('the client offers no character set');
  return { flags };
}

/** What a client proves with. */
export interface Authenticate {
  readonly flags: number;
  readonly domain: string;
  readonly user: string;
  readonly ntResponse: Buffer;
  readonly encryptedSessionKey: Buffer;
  /** Message integrity code; empty where the message is too short to have one. */
  readonly mic: Buffer;
  /** The message with zeros in the place of the MIC, as the MIC is made over it. */
  readonly withoutMic: Buffer;
}

/** Where the MIC stands, behind the version. */
const micOffset = 72;

/** AUTHENTICATE. `agreed`: the flags of the challenge, which decide the character set. */
export function readAuthenticate(bytes: Buffer, agreed: number): Authenticate {
  requireLength(bytes, authenticateHead);
  const text = (offset: number): string => {
    const value = field(bytes, offset, authenticateHead);
    if (!has(agreed, flag.unicode)) return value.toString('latin1'); // the client's OEM code page is not known
    if (value.length % 2 !== 0) throw new NtlmError('a name ends in the middle of a character');
    return value.toString('utf16le');
  };
  const payload = Math.min(bytes.length, ...[12, 20, 28, 36, 44, 52].map((offset) => payloadStart(bytes, offset)));
  const hasMic = payload >= micOffset + 16;
  const withoutMic = Buffer.from(bytes);
  if (hasMic) withoutMic.fill(0, micOffset, micOffset + 16);
  return {
    flags: bytes.readUInt32LE(60),
    domain: text(28),
    user: text(36),
    ntResponse: field(bytes, 20, authenticateHead),
    encryptedSessionKey: field(bytes, 52, authenticateHead),
    mic: hasMic ? bytes.subarray(micOffset, micOffset + 16) : Buffer.alloc(0),
    withoutMic,
  };
}

function requireLength(bytes: Buffer, least: number): void {
  if (bytes.length < least) throw new NtlmError('the message is too short');
  if (bytes.length > maxLength) throw new NtlmError('the message is too long');
}

/** Length, room and offset of a value in the payload; the value. */
function field(bytes: Buffer, offset: number, head: number): Buffer {
  requireLength(bytes, head);
  const length = bytes.readUInt16LE(offset);
  const start = bytes.readUInt32LE(offset + 4);
  if (length === 0) return Buffer.alloc(0);
  if (start < head || start + length > bytes.length) throw new NtlmError('a value lies outside the message');
  return bytes.subarray(start, start + length);
}

function payloadStart(bytes: Buffer, offset: number): number {
  return bytes.readUInt16LE(offset) === 0 ? bytes.length : bytes.readUInt32LE(offset + 4);
}

/** What an IIS of today grants of what a client asks for. */
const granted =
  flag.requestTarget | flag.sign | flag.seal | flag.alwaysSign | flag.extendedSecurity | flag.strong | flag.keyExchange;

/** The flags of a challenge: Unicode where the client can, and what both are able to do. */
export function agreedFlags(offered: number): number {
  const characters = has(offered, flag.unicode) ? flag.unicode : flag.oem;
  const always = flag.ntlm | flag.targetIsDomain | flag.targetInfo | flag.version;
  return (characters | always | (offered & (granted | flag.weak))) >>> 0;
}

/** Windows Server 2022, revision 15 of NTLM. */
const version = Buffer.from('0a007c4f0000000f', 'hex');

/** CHALLENGE. */
export function writeChallenge(challenge: {
  readonly flags: number;
  readonly nonce: Buffer;
  readonly targetName: string;
  readonly targetInfo: Buffer;
}): Buffer {
  const target = Buffer.from(challenge.targetName, has(challenge.flags, flag.unicode) ? 'utf16le' : 'latin1');
  const head = Buffer.alloc(56);
  signature.copy(head, 0);
  head.writeUInt32LE(2, 8);
  writeField(head, 12, target.length, head.length);
  head.writeUInt32LE(challenge.flags, 20);
  challenge.nonce.copy(head, 24, 0, 8);
  writeField(head, 40, challenge.targetInfo.length, head.length + target.length);
  version.copy(head, 48);
  return Buffer.concat([head, target, challenge.targetInfo]);
}

function writeField(head: Buffer, offset: number, length: number, start: number): void {
  head.writeUInt16LE(length, offset);
  head.writeUInt16LE(length, offset + 2);
  head.writeUInt32LE(start, offset + 4);
}
