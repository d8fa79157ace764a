import { exchangeOnline, type Speaker, speaksNewer } from '../../protocol/exchange-version.js';
import { isReadable, type ParsedToken, parseToken, stringClaim } from '../../protocol/token.js';
import { type KnownKind, kindOf, type NoKind } from '../../protocol/token-kind.js';
import { selfIssuedVersion } from '../../protocol/well-known.js';
import { type ReadToken, readToken } from '../read-token.js';
import { Checklist, type Circumstances, type Subject } from './checklist.js';
import { reportKind } from './kind-report.js';
import { isoTime } from './moments.js';
import { checkForeignToken, checkOwnToken, checkTimes } from './own-token-checks.js';
import { reportClaims, reportHeader, signerOf } from './part-report.js';
import { checkServiceToken } from './service-checks.js';
import { judgeSignature, type KnownKeys, type SignatureVerdict } from './signature.js';
import type { Check, KindReport, PartName, TokenPart, TokenReport } from './token-report.js';
import { checkUrlToken } from './url-checks.js';
import { checkUserContext } from './user-context-checks.js';
import { hexOfThumbprint } from './verification-keys.js';

export interface ReportOptions {
  /** Milliseconds since 1970: the moment for which it is judged. */
  readonly now: number;
  /** Host of the request, with a port that is not its scheme's default: what Exchange compares the audience with. */
  readonly host?: string | undefined;
  /** How the request comes in; only URL audiences see the difference. */
  readonly scheme?: 'https' | 'http' | undefined;
  readonly keys?: KnownKeys | undefined;
  /** Which Exchange judges; a server on-premises of the newest version when left out. */
  readonly speaker?: Speaker | undefined;
  /** Show signatures. */
  readonly reveal?: boolean | undefined;
}

const onPremises: Speaker = { ...exchangeOnline, side: 'OnPremises' };

/** What the first token in the text says and what Exchange would make of it; undefined when there is none. Asks nobody. */
export async function reportToken(text: string, options: ReportOptions): Promise<TokenReport | undefined> {
  const read = readToken(text, options);
  return read && reportReadToken(read, options);
}

export async function reportReadToken(read: ReadToken, options: ReportOptions): Promise<TokenReport> {
  const { now, host, scheme = 'https', speaker = onPremises, keys = { keys: [], certain: false } } = options;
  const circumstances = { now, host, scheme, speaker };
  const verdict = kindOfRead(read, speaker);
  const kind = verdict && 'kind' in verdict ? reportKind(verdict) : undefined;
  const checks = [
    ...ofKind(read, verdict, circumstances),
    ...(verdict && 'kind' in verdict && kind
      ? await rules(read, verdict, kind, circumstances, keys)
      : await withoutKind(read, circumstances, keys)),
  ];
  const failed = checks.filter((check) => check.verdict === 'failed');
  return {
    verdict: failed.length > 0 ? 'wrong' : 'right',
    kind,
    time: isoTime(now) ?? '',
    host,
    cut: cutOf(read),
    readable: read.readable,
    encrypted: read.encrypted,
    token: reportPart(read, partName(read), checks, options),
    checks,
    firstRefusal: failed.find(({ answer }) => answer !== undefined)?.answer,
  };
}

function partName(read: ReadToken): PartName {
  return read.actorToken ? 'user context' : 'token';
}

function cutOf(read: ReadToken): TokenReport['cut'] {
  return read.cut && read.cutIn ? { part: read.cutIn, claim: read.cutClaim?.name } : undefined;
}

/** The kind, as Exchange tells it; undefined where claims may be missing that would make it another one. */
function kindOfRead(read: ReadToken, speaker: Speaker): KnownKind | NoKind | undefined {
  if (read.encrypted || read.cutIn === 'header') return undefined;
  const version = stringClaim(read.decoded.claims, 'ver');
  const isCertain = read.cutIn !== 'claims' || read.actorToken || version === selfIssuedVersion;
  if (!isCertain) return undefined;
  const { actorToken } = read;
  return kindOf(parsedOf(read), {
    newer: speaksNewer(speaker),
    parse: (text) => (actorToken ? parsedOf(actorToken) : parseToken(text)),
  });
}

/** The token for the rules. Of one that is cut, the signature is taken for granted where its header tells of one. */
function parsedOf(read: ReadToken): ParsedToken {
  const parsed = parseToken(read.text);
  if (isReadable(parsed)) return parsed;
  const { header, claims, signed } = read.decoded;
  const rest = { encodedHeader: '', encodedPayload: '', encodedSignature: signed ? 'cut' : '' };
  return { ...rest, header, claims: read.actorToken ? { ...claims, actortoken: read.actorToken.text } : claims };
}

/** Is it a kind of token that Exchange takes? */
function ofKind(
  read: ReadToken,
  verdict: KnownKind | NoKind | undefined,
  circumstances: Circumstances,
): readonly Check[] {
  const list = new Checklist(subjectOf(read, partName(read), notAsked), circumstances);
  if (read.encrypted)
    list.fail(
      'kind',
      'enc',
      'The token is encrypted: Exchange takes signed ones, and nobody but its receiver can read it.',
    );
  else if (!verdict) list.open('kind', undefined, 'The token is cut before it can be told what it is.');
  else if ('error' in verdict) list.fail('kind', 'ver', verdict.because, verdict.error, ...verdict.arguments);
  else list.pass('kind', undefined, `${verdict.kind}: ${verdict.because}.`);
  return list.checks;
}

const notAsked: SignatureVerdict = { state: 'notJudged', detail: '' };

/** The rules for tokens of that kind; those of an actor token come before those of the user context around it. */
async function rules(
  read: ReadToken,
  { kind, outerToken }: KnownKind,
  { name }: KindReport,
  circumstances: Circumstances,
  keys: KnownKeys,
): Promise<readonly Check[]> {
  const signedRead = (outerToken && read.actorToken) ?? read;
  const signed = subjectOf(
    signedRead,
    outerToken ? 'actor token' : partName(read),
    await judgeSignature(signedRead, keys),
  );
  const actorsOwn = rulesOfSigned(signed, kind, name, circumstances);
  if (!outerToken) return actorsOwn;
  return [...actorsOwn, ...checkUserContext(subjectOf(read, 'user context', notAsked), signed, circumstances)];
}

function rulesOfSigned(
  signed: Subject,
  kind: KnownKind['kind'],
  name: KindReport['name'],
  circumstances: Circumstances,
): readonly Check[] {
  if (name === 'ClientAssertion' || name === 'IdentityToken') return checkForeignToken(signed, circumstances);
  switch (kind) {
    case 'S2SAppActAs':
    case 'S2SAppOnly':
      return checkServiceToken(signed, circumstances);
    case 'Callback':
    case 'V1Callback':
    case 'V1ExchangeSelfIssued':
      return checkOwnToken(signed, kind, circumstances);
    default:
      return checkUrlToken(signed, kind, circumstances);
  }
}

/**
 * Of a token that Exchange refuses at once times and signature can be judged all the same; of the beginning of one that may
 * turn out to be a user context or not, the times alone.
 */
async function withoutKind(read: ReadToken, circumstances: Circumstances, keys: KnownKeys): Promise<readonly Check[]> {
  if (read.encrypted || read.cutIn === 'header') return [];
  if (read.cut && !read.actorToken) return checkTimes(subjectOf(read, 'token', notAsked), circumstances);
  const signed = read.actorToken ?? read;
  const name = read.actorToken ? 'actor token' : 'token';
  return checkForeignToken(subjectOf(signed, name, await judgeSignature(signed, keys)), circumstances);
}

function subjectOf(read: ReadToken, name: PartName, signature: SignatureVerdict): Subject {
  const { header, claims } = read.decoded;
  return { name, header, claims, isCut: read.cut && read.cutIn !== 'signature', signature };
}

function reportPart(read: ReadToken, name: PartName, checks: readonly Check[], options: ReportOptions): TokenPart {
  const { header, claims, signed } = read.decoded;
  const signature = options.reveal ? read.text.split('.')[2] : undefined;
  return {
    name,
    signed,
    ...(signature ? { signature } : {}),
    thumbprint: hexOfThumbprint(signerOf(header)),
    header: reportHeader(header, name, checks),
    claims: reportClaims(claims, name, checks, options.now),
    actorToken: read.actorToken && reportPart(read.actorToken, 'actor token', checks, options),
  };
}
