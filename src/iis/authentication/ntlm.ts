import { findAccount, type LogonName, logonName, passwordOf } from '../../directory/account.js';
import { defaultDomain, type Organization } from '../../directory/organization.js';
import type { Recipient } from '../../directory/recipient.js';
import { avId, saysMicIsThere, writeAvPairs } from '../../protocol/ntlm/av-pairs.js';
import {
  type Authenticate,
  agreedFlags,
  readAuthenticate,
  readNegotiate,
  writeChallenge,
} from '../../protocol/ntlm/messages.js';
import { NtlmError } from '../../protocol/ntlm/ntlm-error.js';
import {
  isProven,
  messageIntegrity,
  type Ntlmv2Response,
  readNtlmv2Response,
  responseKey,
  sessionKey,
} from '../../protocol/ntlm/ntlmv2.js';

/** A conversation under way: what was said so far. */
export interface Challenged {
  readonly nonce: Buffer;
  readonly flags: number;
  readonly negotiate: Buffer;
  readonly challenge: Buffer;
}

/** The server as its challenges name it. */
export interface NtlmServer {
  readonly organization: Organization;
  /** NetBIOS name. */
  readonly server: string;
  readonly nonce: Buffer;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Answers a NEGOTIATE with a CHALLENGE; throws NtlmError. */
export function challengeNtlm(negotiate: Buffer, from: NtlmServer): Challenged {
  const flags = agreedFlags(readNegotiate(negotiate).flags);
  const { organization, server, nonce } = from;
  const fqdn = organization.servers.find(({ name }) => name === server)?.fqdn ?? server;
  const domain = defaultDomain(organization);
  const text = (value: string) => Buffer.from(value, 'utf16le');
  const targetInfo = writeAvPairs([
    [avId.netBiosDomainName, text(organization.name)],
    [avId.netBiosComputerName, text(server)],
    [avId.dnsDomainName, text(domain)],
    [avId.dnsComputerName, text(fqdn)],
    [avId.dnsTreeName, text(domain)],
    [avId.timestamp, fileTime(from.now)],
  ]);
  return {
    nonce,
    flags,
    negotiate,
    challenge: writeChallenge({ flags, nonce, targetName: organization.name, targetInfo }),
  };
}

/** 100 nanoseconds since 1601. */
function fileTime(milliseconds: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE((BigInt(Math.trunc(milliseconds)) + 11_644_473_600_000n) * 10_000n);
  return bytes;
}

/** Who has proven to be himself, or why not. */
export type NtlmVerdict =
  | { readonly account: Recipient; readonly userName: string; readonly response: Ntlmv2Response }
  | { readonly account?: never; readonly why: string };

/** Judges an AUTHENTICATE; throws NtlmError for what can't be judged. */
export function judgeNtlm(bytes: Buffer, said: Challenged, organization: Organization): NtlmVerdict {
  const message = readAuthenticate(bytes, said.flags);
  const response = readNtlmv2Response(message.ntResponse);
  const account = findAccount(organization, message);
  const shown = shownName(message);
  if (!account) return { why: `there is no account '${shown}'` };
  const key = responseKey(message.user, message.domain, passwordOf(account));
  if (!isProven(key, said.nonce, response)) return { why: `the password of '${shown}' is wrong` };
  if (saysMicIsThere(response.attributes) && !isUntouched(key, response, message, said)) {
    return { why: 'the messages have been changed on their way (MIC)' };
  }
  return { account, userName: logonName(organization, account), response };
}

function isUntouched(key: Buffer, { proof }: Ntlmv2Response, message: Authenticate, said: Challenged): boolean {
  if (message.mic.length === 0) throw new NtlmError('the client announces a MIC and sends none');
  const exported = sessionKey(key, proof, message);
  return messageIntegrity(exported, [said.negotiate, said.challenge, message.withoutMic]).equals(message.mic);
}

function shownName({ domain, user }: LogonName): string {
  return domain === '' ? user : `${domain}\\${user}`;
}
