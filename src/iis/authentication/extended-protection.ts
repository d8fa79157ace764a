import type { VirtualDirectory } from '../../directory/organization.js';
import { type AvPair, avId, findAv } from '../../protocol/ntlm/av-pairs.js';
import { channelBindingHash } from '../../protocol/ntlm/ntlmv2.js';
import type { Connection } from '../connection.js';

/** What a client has bound its logon to: the TLS channel it sees, and the service it means to talk to. */
export interface Binding {
  readonly channel: 'missing' | 'right' | 'wrong';
  /** `HTTP/hybrid.msxfaq.de`; empty when the client names none. */
  readonly targetName: string;
}

/** Compares what the client saw with the listener's own channel. Sixteen zeros are the way to say: no binding. */
export function readBinding(attributes: readonly AvPair[], { tlsServerEndPoint }: Connection): Binding {
  const hash = findAv(attributes, avId.channelBindings);
  const targetName = findAv(attributes, avId.targetName)?.toString('utf16le') ?? '';
  if (!hash || hash.every((byte) => byte === 0)) return { channel: 'missing', targetName };
  const right = tlsServerEndPoint !== undefined && hash.equals(channelBindingHash(tlsServerEndPoint));
  return { channel: right ? 'right' : 'wrong', targetName };
}

export interface ProtectionVerdict {
  readonly allowed: boolean;
  readonly detail: string;
}

type Policy = Pick<
  VirtualDirectory,
  'extendedProtectionTokenChecking' | 'extendedProtectionFlags' | 'extendedProtectionSpnList'
>;

/**
 * Extended Protection of a virtual directory (IIS, element extendedProtection). `None` looks at nothing, `Allow` refuses
 * what is wrong, `Require` also what is missing. Without flags the channel is compared, and not the name; the flag `Proxy`
 * turns it round, for what comes through a proxy.
 */
export function judgeProtection(binding: Binding, policy: Policy): ProtectionVerdict {
  const checking = policy.extendedProtectionTokenChecking ?? 'None';
  if (checking === 'None')
    return { allowed: true, detail: 'Extended Protection is None: no channel binding is looked at' };
  const flags = policy.extendedProtectionFlags ?? [];
  const [what, found] = flags.includes('Proxy')
    ? (['target name', judgeName(binding.targetName, flags, policy.extendedProtectionSpnList ?? [])] as const)
    : (['channel binding', binding.channel] as const);
  const allowed = found === 'right' || (found === 'missing' && checking === 'Allow');
  return {
    allowed,
    detail: `Extended Protection is ${checking}: the ${what} is ${found}${allowed ? '' : reasons[`${what} ${found}`]}`,
  };
}

/** Why it may be so, for those who have to find it. */
const reasons: Readonly<Record<string, string>> = {
  'channel binding wrong':
    ': between client and server somebody ends TLS with another certificate, or passes the request on without TLS',
  'channel binding missing': ': the client can’t do Extended Protection, or it came without TLS',
  'target name wrong': ': it is not in ExtendedProtectionSPNList',
  'target name missing': ': the client names no service',
};

function judgeName(targetName: string, flags: readonly string[], list: readonly string[]): Binding['channel'] {
  if (flags.includes('NoServiceNameCheck')) return 'right';
  if (targetName === '') return 'missing';
  const wanted = targetName.toLowerCase();
  const dotless = !wanted.includes('.');
  if (dotless && !flags.includes('AllowDotlessSpn')) return 'wrong';
  return list.some((spn) => spn.toLowerCase() === wanted) ? 'right' : 'wrong';
}
