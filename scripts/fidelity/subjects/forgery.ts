import { document, inferred, type Subject, testsOf, versions } from '../rows.js';

const forgery = testsOf('forgery');
const properties = testsOf('forgery-properties');

const signatures = forgery(
  '§3.3 every cryptographic operation, §3.4 its inputs: a signature is that of this token, whole',
);
const encodings = forgery('§2.6 many encodings of JSON, §3.7 UTF-8: one reading, and the last of two names counts');
const times = forgery('times: digits in numbers and words are times, nothing else is');

/** Tokens and requests that nobody writes by mistake. */
export const forgeries: Subject = {
  title: 'Forged tokens',
  rows: [
    {
      id: 'forgery/critical',
      what: 'A token whose header says that something must be understood (`crit`) is refused for its signature; the library that Exchange builds on does not know the word, so the lab is stricter',
      versions: versions.all,
      evidence: inferred('RFC 7515 §4.1.11'),
      witness: signatures,
    },
    {
      id: 'forgery/one-spelling',
      what: 'A token has one spelling: what a decoder would drop makes it another token, or none',
      versions: versions.all,
      evidence: document('Jwt10114', 'jwtLibrary'),
      witness: forgery('one spelling of base64url'),
    },
    {
      id: 'forgery/changed-character',
      what: 'Any character of a signed token that is changed, taken out, doubled or put in makes it refused',
      versions: versions.all,
      evidence: document('RFC 7515 §5.2'),
      witness: properties(
        'any character of a signed token that is changed, taken out, doubled or put in makes it refused',
      ),
    },
    {
      id: 'forgery/vectors',
      what: "RS256 is verified as Wycheproof's vectors say",
      versions: versions.all,
      evidence: document('Wycheproof, JSON Web Signature'),
      witness: properties('Wycheproof’s vectors: RS256 as they say, all else refused'),
    },
    {
      id: 'forgery/half-unsigned',
      what: 'A user context that names an algorithm and has no signature, or the other way round, is refused as one that is not unsigned',
      versions: versions.all,
      evidence: inferred('RFC 7519 §6.1; it is neither signed nor unsigned'),
      witness: forgery(
        '§2.1 weak signatures, §3.1 algorithm verification, §3.2 appropriate algorithms: RS256 and nothing else',
      ),
    },
    {
      id: 'forgery/names-twice',
      what: 'Of claims that come twice the last counts; a byte order mark is no JSON',
      versions: versions.all,
      evidence: inferred("RFC 7519 §4 leaves that or a refusal; .NET's JavaScriptSerializer fills a dictionary"),
      witness: encodings,
    },
    {
      id: 'forgery/times',
      what: "`Jwt10100: Error found while parsing date time. The 'nbf' claim has value '…' which is could not be parsed to an integer.`, `Jwt10101: … does not lie in the valid range. `, and whatever Convert.ToInt64 makes an integer of is a time",
      versions: versions.all,
      evidence: document('that Exchange passes the texts on as it does the others is inferred', 'jwtLibrary'),
      witness: times,
    },
    {
      id: 'forgery/two-authorizations',
      what: 'Two Authorization headers are one value with a comma between, and so no token',
      versions: versions.onPremises,
      evidence: inferred('RFC 9110 §5.3; that ASP.NET hands it on like that'),
      witness: forgery('headers: one Authorization counts, of a size that http.sys takes'),
    },
    {
      id: 'forgery/case',
      what: 'Letters fold in pairs only: the Kelvin sign is no k, in hosts, realms and users',
      versions: versions.all,
      evidence: inferred(".NET's OrdinalIgnoreCase; Active Directory folds more"),
      witness: properties('case is folded as .NET folds it: no letter becomes another one’s, none becomes two'),
    },
    {
      id: 'forgery/addresses-in-tokens',
      what: 'No key and no address comes from a token',
      versions: versions.all,
      evidence: inferred('keys come from metadata alone (facts/oauth-inbound §1.4, Signature)'),
      witness: forgery(
        '§2.9 attacks through the server, §3.10 received claims: no key and no address comes from a token',
      ),
    },
    {
      id: 'forgery/token-service',
      what: 'The token service verifies a client assertion with the same care',
      versions: versions.online,
      evidence: inferred('RFC 8725'),
      witness: forgery('the token service verifies a client assertion with the same care'),
    },
  ],
};
