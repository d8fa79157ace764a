import { parseQualifiedId, parseUrlAudience, sameAuthority } from '../../protocol/audience.js';
import { type Diagnostics, formatDiagnostics } from '../../protocol/diagnostics.js';
import type { ErrorCategoryName } from '../../protocol/exchange-errors.js';
import type { Cause } from './cause.js';
import { hostHeaderMissing } from './causes/host-header-missing.js';
import { hostRewritten } from './causes/host-rewritten.js';
import { sslOffloading } from './causes/ssl-offloading.js';
import type { Diagnosis, Observation } from './observation.js';
import { causesOfCategories, causesOfRefusals } from './refusal-causes.js';
import { identifyRefusal, type KnownRefusal } from './refusal-text.js';
import { given } from './token-names.js';

/** What Exchange itself says: its code, its category and its reason (facts/oauth-inbound §1). */
export function diagnoseRefusal(diagnostics: Diagnostics, { status }: Observation): Diagnosis {
  const refusal = identifyRefusal(diagnostics);
  const answered = status === undefined ? '' : ` with HTTP ${status}`;
  return {
    symptom: `Exchange refuses the token${answered}: ${formatDiagnostics(diagnostics)}`,
    normal: false,
    causes: refusal ? causesOf(refusal) : causesOfCategory(diagnostics),
    quoted: refusal ? quotedIn(refusal) : {},
  };
}

/** The two words of 2000009 differ by build: the category decides, not the number. */
function causesOfCategory({ errorCategory }: Diagnostics): readonly Cause[] {
  return Object.hasOwn(causesOfCategories, errorCategory) ? causesOfCategories[errorCategory as ErrorCategoryName] : [];
}

function causesOf(refusal: KnownRefusal): readonly Cause[] {
  if (refusal.error !== 'UnexpectedHostNameInAudience') return causesOfRefusals[refusal.error];
  const [expected = '', actual = ''] = refusal.arguments;
  if (expected === '') return [hostHeaderMissing];
  const [first, second] = [parseUrlAudience(expected), parseUrlAudience(actual)];
  if (first && second && sameAuthority(first.authority, second.authority)) return [sslOffloading];
  return [hostRewritten];
}

/** The values in the sentence, under names that commands can be filled with. */
function quotedIn({ error, arguments: [first = '', second = ''] }: KnownRefusal): Readonly<Record<string, string>> {
  switch (error) {
    case 'NoConfiguredIssuerMatched':
      return { issuer: first, ...given({ tenantId: parseQualifiedId(first)?.realm }) };
    case 'UnexpectedHostNameInAudience':
      return { expectedHost: first, actualHost: second, ...given({ host: publishedHost(first, second) }) };
    case 'UnexpectedHostNameInUrlAudience':
    case 'InvalidAudience':
      return { audience: first, ...given({ host: parseUrlAudience(first)?.authority }) };
    case 'OrganizationIdNotFoundFromRealm':
    case 'ExternalOrgIdNotFound':
      return { realm: first };
    case 'NoMatchingPartnerAppFound':
      return { application: first, ...given({ tenantId: parseQualifiedId(first)?.realm }) };
    case 'NoCertificateFound':
      return { key: first, server: second };
    case 'FlightingNotEnabled':
      return first.includes('@') ? { mailbox: first } : { domain: first };
    case 'TokenProfileNotApplicable':
      return given({ profile: first });
    default:
      return {};
  }
}

/** The name the client used: of two URLs the audience comes first, of two bare names last (facts/oauth-inbound §1.4). */
function publishedHost(expected: string, actual: string): string | undefined {
  return parseUrlAudience(expected)?.authority ?? (actual === '' ? undefined : actual);
}
