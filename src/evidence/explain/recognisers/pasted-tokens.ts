import { compareToken } from '../../knowledge/compare-token.js';
import { given, tokenNames } from '../../knowledge/token-names.js';
import { type ReadToken, readTokens } from '../../read-token.js';
import { type Finding, type Recogniser, weights } from '../finding.js';

const most = 5;

/** The kind of these findings. */
export const tokenKind = 'token';

/** Tokens: what is wrong in them that can be seen without a server; `decode` says all of it. */
export const pastedTokens: Recogniser = {
  looksFor: 'a token (eyJ…), with or without Bearer',
  find({ original, now }) {
    const findings: Finding[] = [];
    for (const token of readTokens(original)) {
      if (findings.length === most) break;
      findings.push(findingOf(token, now));
    }
    return findings;
  },
};

function findingOf({ decoded, cut }: ReadToken, now: number | undefined): Finding {
  const mismatches = cut ? [] : compareToken(decoded, { time: now });
  const names = tokenNames(decoded);
  const about = Object.entries(given({ for: names.host, issuer: names.issuer, user: names.mailbox }))
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  const fits = 'Nothing is wrong in it that can be seen without the server';
  const seen =
    mismatches.length > 0 ? mismatches.map(({ seen }) => seen).join(' ') : `${fits}; decode shows all of it.`;
  return {
    kind: tokenKind,
    words: about === '' ? 'a token' : about,
    meaning: cut ? 'A token that is cut off; decode shows what is there.' : seen,
    normal: mismatches.length === 0,
    causes: [...new Set(mismatches.map(({ cause }) => cause))],
    quoted: names,
    weight: mismatches.length > 0 ? weights.token : weights.normal,
  };
}
