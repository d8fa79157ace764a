import type { Claim } from '../../protocol/token.js';
import type { TokenKind } from '../../protocol/token-kind.js';
import type { CutPart } from '../cut-token.js';

/** What a token says, and what Exchange would make of it: a stable structure, which `decode --format json` prints. */
export interface TokenReport {
  /** `wrong` when a check failed; `right` only says that none did. */
  readonly verdict: 'right' | 'wrong';
  /** Undefined when the token is of no kind that Exchange takes, or cut before that can be told. */
  readonly kind?: KindReport | undefined;
  /** ISO 8601: the moment it was judged for. */
  readonly time: string;
  /** The host of the request it was judged for; undefined when none was named. */
  readonly host?: string | undefined;
  /** Not all of the token was there. */
  readonly cut?: { readonly part: CutPart; readonly claim?: string | undefined } | undefined;
  /** Exchange logged it to be read: without signature and without some claims. */
  readonly readable?: true | undefined;
  /** Encrypted: its header alone can be read. */
  readonly encrypted?: true | undefined;
  readonly token: TokenPart;
  /** In Exchange's order (facts/oauth-inbound §1.4); those of an actor token come first. */
  readonly checks: readonly Check[];
  /** `x-ms-diagnostics` of the first check that failed: what Exchange answers, unless one that is not judged here fails before. */
  readonly firstRefusal?: string | undefined;
}

export interface KindReport {
  /** Exchange's name, as in its logs; `ClientAssertion` and `IdentityToken` are no tokens for Exchange. */
  readonly name: TokenKind | 'ClientAssertion' | 'IdentityToken';
  readonly title: string;
  readonly because: string;
  /** From whom to whom it travels. */
  readonly direction: string;
}

export type PartName = 'token' | 'user context' | 'actor token';

/** One token, with the actor token in it. */
export interface TokenPart {
  readonly name: PartName;
  readonly signed: boolean;
  /** Only where it was asked for. */
  readonly signature?: string | undefined;
  /** The certificate that the header names, `x5t` or `kid`, as admins know it: SHA-1 in hex. */
  readonly thumbprint?: string | undefined;
  readonly header: readonly ClaimReport[];
  readonly claims: readonly ClaimReport[];
  readonly actorToken?: TokenPart | undefined;
}

/** A claim, or a parameter of the header, in the order of the token. */
export interface ClaimReport {
  readonly name: string;
  readonly value: Claim;
  /** What it is; undefined when it is not known to this lab. */
  readonly meaning?: string | undefined;
  readonly setBy?: string | undefined;
  readonly source?: string | undefined;
  /** Who is meant by an id, or what is named. */
  readonly named?: string | undefined;
  /** Of a moment: ISO 8601, and how far it is. */
  readonly time?: { readonly utc: string; readonly distance: string } | undefined;
  /** Right or wrong for this host and time; undefined when no check looks at it. */
  readonly verdict?: CheckVerdict | undefined;
  /** Of a claim that is wrong: why. */
  readonly remark?: string | undefined;
}

export type CheckVerdict = 'passed' | 'failed' | 'notJudged';

/** A rule of Exchange's that can be judged without the server. */
export interface Check {
  readonly name: string;
  readonly part: PartName;
  /** The claim it looks at, or the parameter of the header. */
  readonly claim?: string | undefined;
  readonly verdict: CheckVerdict;
  /** What was compared. */
  readonly detail: string;
  /** Of one that failed: what Exchange answers, `x-ms-diagnostics`. */
  readonly answer?: string | undefined;
}
