import { entraClaims } from './entra-claims.js';
import { exchangeClaims } from './exchange-claims.js';
import { type Meaning, table } from './meaning.js';

const signer = 'whoever signs';

/** Parameters of the header (RFC 7515 §4.1, RFC 7516 §4.1, RFC 7519 §5). */
const headerMeanings: Readonly<Record<string, Meaning>> = table('RFC 7515 §4.1, RFC 7516 §4.1, RFC 7519 §5', [
  ['typ', signer, 'Type of the token: JWT, or at+jwt for an access token (RFC 9068)'],
  [
    'alg',
    signer,
    'Algorithm of the signature; Exchange takes RS256, and none for the user context around an actor token',
  ],
  ['x5t', signer, 'SHA-1 thumbprint of the signing certificate in base64url: by it Exchange picks the certificate'],
  ['x5t#S256', signer, 'SHA-256 thumbprint of the signing certificate in base64url'],
  ['kid', signer, 'Name of the signing key; Entra and ACS write the certificate’s thumbprint as in x5t'],
  ['x5c', signer, 'The signing certificate and its chain; nobody may trust a key because the token brings it'],
  ['x5u', signer, 'Address of the signing certificate; nobody may fetch a key because the token names it'],
  ['jku', signer, 'Address of a key set; nobody may fetch a key because the token names it'],
  ['jwk', signer, 'The signing key itself; nobody may trust a key because the token brings it'],
  ['cty', signer, 'Type of the content; JWT for a token within the token'],
  ['crit', signer, 'Parameters that must be understood, else the signature is invalid'],
  ['enc', signer, 'Algorithm of the encryption: the token is encrypted, only who it is for can read its claims'],
  ['zip', signer, 'Compression of the encrypted content'],
]);

const issuer = 'the issuer';

/** Claims of every JWT, and of access tokens (RFC 7519 §4.1, RFC 9068 §2.2, RFC 8693 §4). */
const registeredClaims: Readonly<Record<string, Meaning>> = table(
  'RFC 7519 §4.1, RFC 9068 §2.2, OpenID Connect Core §2',
  [
    ['iss', issuer, 'Issuer: who vouches for the token'],
    ['sub', issuer, 'Subject: whom the token is about; in Entra’s tokens another value for each application'],
    ['aud', issuer, 'Audience: whom the token is for; nobody else may take it'],
    ['exp', issuer, 'Expiration: not good after this time; Exchange allows 5 minutes of clock skew'],
    ['nbf', issuer, 'Not before: not good before this time; Exchange allows 5 minutes of clock skew'],
    ['iat', issuer, 'Issued at'],
    ['jti', issuer, 'Id of this very token'],
    ['client_id', issuer, 'Application that asked for the token'],
    ['scope', issuer, 'What the token allows, separated by blanks'],
    ['auth_time', issuer, 'When the user signed in'],
    ['acr', issuer, 'How strong the sign-in was; 0 when below ISO/IEC 29115'],
    ['amr', issuer, 'How the user signed in'],
    ['azp', issuer, 'Application that asked for the token'],
    ['nonce', 'the client', 'A value of the client’s, by which it knows its own answer'],
    ['cnf', issuer, 'Key that the sender must prove to have (RFC 7800)'],
    ['act', issuer, 'Who acts for the subject (RFC 8693)'],
  ],
);

const claimMeanings: Readonly<Record<string, Meaning>> = { ...registeredClaims, ...entraClaims, ...exchangeClaims };

/** What is known of a claim; undefined for one that nobody has published. Never a guess. */
export function meaningOfClaim(name: string): Meaning | undefined {
  return Object.hasOwn(claimMeanings, name) ? claimMeanings[name] : undefined;
}

export function meaningOfHeader(name: string): Meaning | undefined {
  return Object.hasOwn(headerMeanings, name) ? headerMeanings[name] : undefined;
}
