import { diagnosticsHeader, formatDiagnostics, refuse, wordRefusal } from '../protocol/diagnostics.js';
import { wwwAuthenticate } from '../protocol/wire.js';
import { type Admission, authorizationOf, bearerToken, type Door, type Visitor } from './door.js';

/**
 * The door of a server that could never load its OAuth configuration: a token gets HTTP 500 (facts/oauth-inbound §1.4
 * step 4). Everyone else gets what IIS asks for besides Bearer: nobody has seen what becomes of an empty Bearer then, but
 * without a configuration there is no client_id to challenge with.
 */
export function knockUnconfigured(
  visitor: Visitor,
  { speaker, schemes }: Pick<Door, 'speaker' | 'schemes'>,
): Admission {
  const token = (schemes.bearer && bearerToken(authorizationOf(visitor))) || '';
  if (token === '') {
    const detail = 'The OAuth configuration could never be loaded: there is nothing to challenge with.';
    const challenge = schemes.others.map(wwwAuthenticate);
    return {
      steps: [{ name: 'configuration', verdict: 'passed', detail }],
      rejected: { status: 401, headers: { moduleDiagnostics: [], challenge } },
    };
  }
  const refusal = wordRefusal(refuse('ConfigurationNotLoaded'), speaker);
  const headers = { moduleDiagnostics: [[diagnosticsHeader, formatDiagnostics(refusal)] as const], challenge: [] };
  const detail = 'The OAuth configuration could never be loaded: Active Directory does not answer.';
  return {
    steps: [{ name: 'configuration', verdict: 'failed', detail }],
    token,
    rejected: { status: refusal.httpStatus, headers, refusal },
  };
}
