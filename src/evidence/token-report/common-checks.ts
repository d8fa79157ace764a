import { stringClaim } from '../../protocol/token.js';
import { judgeLifetime } from '../../protocol/token-lifetime.js';
import type { Checklist, Circumstances, Subject } from './checklist.js';
import { duration, isoTime } from './moments.js';

/** The signature, as far as keys are known. */
export function checkSignature(list: Checklist, { signature }: Subject): void {
  const { state, detail } = signature;
  if (state === 'verified') list.pass('signature', undefined, detail);
  else if (state === 'notJudged') list.open('signature', undefined, detail);
  else list.fail('signature', undefined, detail, 'InvalidSignature');
}

/** Its times, with the five minutes of skew that Exchange allows. */
export function checkLifetime(list: Checklist, { claims, isCut }: Subject, { now }: Circumstances): void {
  const judged = judgeLifetime(claims, Math.floor(now / 1000));
  if (judged.verdict === 'noExpiration') {
    // The words of Exchange's library quote the whole token: too long to be shown, and of no use.
    if (isCut) list.open('lifetime', 'exp', 'The text ends before the claim exp.');
    else list.fail('lifetime', 'exp', 'The claim exp is missing: the token would never end, so Exchange refuses it.');
    return;
  }
  if (judged.verdict === 'unreadable') {
    list.fail(
      'lifetime',
      judged.claim,
      `The claim ${judged.claim} is no time: ${JSON.stringify(claims[judged.claim])}.`,
    );
    return;
  }
  const { validFrom, validTo } = judged.times;
  const from = validFrom === undefined ? undefined : isoTime(validFrom * 1000);
  const to = isoTime(validTo * 1000) ?? String(validTo);
  switch (judged.verdict) {
    case 'endsBeforeItBegins':
      list.fail('lifetime', 'exp', `It ends (${to}) before it begins (${from}).`);
      return;
    case 'expired':
      list.fail('lifetime', 'exp', `Expired ${duration(now - validTo * 1000)} ago, ${to}.`, 'TokenExpired');
      return;
    case 'notYetValid':
      list.fail(
        'lifetime',
        'nbf',
        `Not yet valid: it begins in ${duration((validFrom ?? 0) * 1000 - now)}, ${from}. Exchange calls that expired as well.`,
        'TokenExpired',
      );
      return;
    default:
      list.pass('lifetime', 'exp', validUntil(validTo * 1000, now, to));
  }
}

function validUntil(end: number, now: number, to: string): string {
  if (end < now) return `Ended ${duration(now - end)} ago, ${to}, within the 5 minutes of skew.`;
  return `Valid for another ${duration(Math.max(end - now, 1000))}, until ${to}.`;
}

/** The algorithm of a token that must be signed. */
export function checkAlgorithm(list: Checklist, { header }: Subject): void {
  const algorithm = stringClaim(header, 'alg');
  if (algorithm === undefined) list.open('algorithm', 'alg', 'The header names no algorithm, or is cut before it.');
  else if (algorithm === 'RS256') list.pass('algorithm', 'alg', 'RS256, as Exchange takes it.');
  else list.fail('algorithm', 'alg', `'${algorithm}': Exchange takes RS256 alone.`, 'InvalidSignature');
}
