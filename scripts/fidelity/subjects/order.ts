import { type Behaviour, inferred, observed2013, type Subject, testsOf, versions } from '../rows.js';

const judgement = testsOf('judgement');
const observed = observed2013('facts/oauth-inbound §1.4 step 7');

/** Two things are wrong at once: which one Exchange names. */
function first(id: string, what: string, title: string): Behaviour {
  return {
    id: `order/${id}`,
    what,
    versions: versions.all,
    evidence: observed,
    witness: judgement(`when several things are wrong, Exchange names the first in its order > ${title}`),
  };
}

/** Every pair of faults of one kind of token, in Exchange's order. */
const kinds = [
  ...(['S2SAppOnly', 'S2SAppActAs', 'AppAssertedUserV1', 'V1AppActAs', 'V1AppOnly', 'V1IdToken'] as const),
  ...(['Callback', 'V1Callback', 'V1ExchangeSelfIssued'] as const),
];

function chain(kind: (typeof kinds)[number]): Behaviour {
  const test = (who: string) => testsOf('order')(`the order of checks of ${kind}, ${who}`);
  const newerOnly = kind === 'AppAssertedUserV1'; // 2013 does not know it
  return {
    id: `order/${kind}`,
    what: `${kind}: every pair of faults, the earlier is named${kind.startsWith('S2S') ? ' (the place of the linked account is inferred)' : ''}`,
    versions: newerOnly ? versions.newerOnPremises : versions.onPremises,
    evidence: kind.startsWith('S2S')
      ? observed
      : inferred('the order of server-to-server tokens, which 2013 has for all kinds'),
    witness: newerOnly ? test('newer builds') : [test('Exchange 2013'), test('newer builds')],
  };
}

/** The order in which Exchange judges a token: what wins when several things are wrong. */
export const order: Subject = {
  title: 'The order of checks',
  rows: [
    {
      id: 'order/signed-parts',
      what: 'An unsigned actor token is named before a signed user context around it',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4 step 5'),
      witness: judgement('signed and unsigned parts in the wrong place'),
    },
    first('profile', 'Kind and profile of the token before its audience', 'profile before audience'),
    first(
      'audience',
      'Audience before issuer: a foreign tenant’s token for the wrong host is refused for its host',
      'audience before issuer',
    ),
    first(
      'audience-application',
      'Application of the audience before its host',
      'application of the audience before its host',
    ),
    first('audience-realm', 'Host of the audience before its realm', 'host before realm of the audience'),
    first('issuer', 'Issuer before signature', 'issuer before signature'),
    first('signature', 'Signature before lifetime', 'signature before lifetime'),
    first('lifetime', 'Lifetime before organisation', 'lifetime before organisation'),
    first('organisation', 'Organisation before application', 'organisation before application'),
    first(
      'realms',
      'Application before the agreement of audience and issuer in their realm',
      'application before agreement of the realms',
    ),
    first(
      'actor',
      'The actor token goes through all of it before the user context is looked at',
      'actor token before user context',
    ),
    first('outer-issuer', 'User context: issuer before lifetime', 'issuer of the user context before its lifetime'),
    first('outer-lifetime', 'User context: lifetime before the user', 'lifetime of the user context before the user'),
    first(
      'outer-user',
      'User context: a user is named before its realm is compared',
      'user claims before the realm of the user context',
    ),
    first(
      'outer-realm',
      'User context: realm before the user is looked up, which comes last of all',
      'realm of the user context before the user lookup',
    ),
    ...kinds.map(chain),
    {
      id: 'order/body',
      what: 'Authentication is by the head alone: who is not let in gets 401 whatever the body is',
      versions: versions.all,
      evidence: inferred('a module that authenticates comes before the handler that reads the body'),
      witness: testsOf('exchange')(
        'bodies: large, in chunks, announced, cut off > five megabytes: IIS says no to who is let in, and 401 to who is not',
      ),
    },
  ],
};
