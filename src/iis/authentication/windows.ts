import type { Clock } from '../../clock.js';
import type { Organization, VirtualDirectory } from '../../directory/organization.js';
import type { Recipient } from '../../directory/recipient.js';
import { sameText } from '../../protocol/audience.js';
import { messageType } from '../../protocol/ntlm/messages.js';
import { NtlmError } from '../../protocol/ntlm/ntlm-error.js';
import type { Random } from '../../random.js';
import type { Connection } from '../connection.js';
import { type Binding, judgeProtection, readBinding } from './extended-protection.js';
import { type Logon, logonFailed, step } from './logon.js';
import { type Challenged, challengeNtlm, judgeNtlm } from './ntlm.js';

/** Schemes that IIS offers for Windows authentication, in their order (facts/oauth-inbound §2.3 A). */
export const windowsSchemes = ['Negotiate', 'NTLM'] as const;

/** Where a connection stands: in the middle of a conversation of one scheme, or logged on. */
type Standing =
  | { readonly kind: 'challenged'; readonly scheme: string; readonly said: Challenged }
  | { readonly kind: 'loggedOn'; readonly user: Recipient; readonly userName: string; readonly binding: Binding };

export interface WindowsAuthenticationOptions {
  readonly organization: () => Organization;
  /** NetBIOS name of the server. */
  readonly server: string;
  readonly clock: Clock;
  readonly random: Random;
}

/** A request that Windows authentication is asked about. */
export interface Attempt {
  readonly connection: Connection;
  readonly directory: VirtualDirectory;
  /** What a 401 of this directory offers, Bearer aside. */
  readonly schemes: readonly string[];
}

const name = 'windows authentication';

/**
 * Negotiate and NTLM as IIS does them: NTLMv2, three messages on one connection, and the connection is logged on from
 * then on (authPersistSingleRequest is off by default). There is no Kerberos in the lab, and no SPNEGO around NTLM.
 */
export class WindowsAuthentication {
  readonly #options: WindowsAuthenticationOptions;
  #standings = new WeakMap<Connection, Standing>();

  constructor(options: WindowsAuthenticationOptions) {
    this.#options = options;
  }

  /** What iisreset does: nobody is logged on any more. */
  recycle(): void {
    this.#standings = new WeakMap();
  }

  /** A message of the client: `scheme` as it wrote it, and what it put behind it. */
  logon(attempt: Attempt, scheme: string, credential: string): Logon {
    const standing = this.#standings.get(attempt.connection);
    this.#standings.delete(attempt.connection); // whatever comes of it, the old is over
    const bytes = Buffer.from(credential, 'base64');
    try {
      switch (messageType(bytes)) {
        case 1:
          return this.#challenge(attempt, scheme, bytes);
        case 3:
          return this.#judge(attempt, scheme, bytes, standing);
        case undefined:
          throw new NtlmError(notNtlm(scheme));
        default:
          throw new NtlmError('it is no message of a client');
      }
    } catch (error) {
      if (!(error instanceof NtlmError)) throw error;
      return refused(attempt, `${scheme} is refused: ${error.message}.`, logonFailed.unreadable);
    }
  }

  /** A request without credentials on a connection that is logged on already; undefined on any other. */
  remembered({ connection, directory, schemes }: Attempt): Logon | undefined {
    const standing = this.#standings.get(connection);
    if (standing?.kind !== 'loggedOn') return undefined;
    const { user, userName, binding } = standing;
    const protection = judgeProtection(binding, directory);
    if (!protection.allowed) return refused({ schemes }, `${userName}: ${protection.detail}.`, logonFailed.badBindings);
    const detail = `This connection is logged on as ${userName} already.`;
    return { user, userName, steps: [step(name, 'passed', detail)], log: { userName } };
  }

  #challenge({ connection }: Attempt, scheme: string, negotiate: Buffer): Logon {
    const { organization, server, clock, random } = this.#options;
    const from = { organization: organization(), server, nonce: random.bytes(8), now: clock.now() };
    const said = challengeNtlm(negotiate, from);
    this.#standings.set(connection, { kind: 'challenged', scheme: scheme.toLowerCase(), said });
    const steps = [step(name, 'passed', `${scheme}: the client’s first NTLM message; it gets the challenge.`)];
    const canonical = windowsSchemes.find((known) => sameText(known, scheme)) ?? scheme;
    return { schemes: [`${canonical} ${said.challenge.toString('base64')}`], steps, log: logonFailed.firstLeg };
  }

  #judge(attempt: Attempt, scheme: string, bytes: Buffer, standing: Standing | undefined): Logon {
    if (standing?.kind !== 'challenged' || standing.scheme !== scheme.toLowerCase()) {
      throw new NtlmError('no challenge was given on this connection; a proxy may spread requests over connections');
    }
    const verdict = judgeNtlm(bytes, standing.said, this.#options.organization());
    if (!verdict.account) return refused(attempt, `${scheme}: ${verdict.why}.`, logonFailed.denied);
    const { account, userName, response } = verdict;
    const binding = readBinding(response.attributes, attempt.connection);
    const protection = judgeProtection(binding, attempt.directory);
    const detail = `${scheme}: ${userName} has the right password. ${protection.detail}.`;
    if (!protection.allowed) return refused(attempt, detail, logonFailed.badBindings);
    this.#standings.set(attempt.connection, { kind: 'loggedOn', user: account, userName, binding });
    return { user: account, userName, steps: [step(name, 'passed', detail)], log: { userName } };
  }
}

function notNtlm(scheme: string): string {
  return scheme.toLowerCase() === 'ntlm'
    ? 'it is no NTLM message'
    : '[lab] it is no NTLM message, so Kerberos or SPNEGO, which the lab has not';
}

function refused({ schemes }: Pick<Attempt, 'schemes'>, detail: string, log: Logon['log']): Logon {
  return { schemes, steps: [step(name, 'failed', detail)], log };
}
