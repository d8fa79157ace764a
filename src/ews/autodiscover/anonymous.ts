import type { Admission } from '../../authentication/door.js';
import type { BodyHandler, SiteAnswer, SiteRequest } from '../../iis/site.js';
import { headerValue } from '../../protocol/wire.js';
import type { ServerIdentity } from '../exchange-response.js';
import { type Service, serve } from '../service.js';
import { isAnonymous } from './service.js';

const nobody: Admission = {
  steps: [
    {
      name: 'authorization header',
      verdict: 'passed',
      detail: 'No Authorization header: GetFederationInformation is answered to everybody.',
    },
  ],
};

/**
 * SOAP Autodiscover behind the door, but for GetFederationInformation: who wants to know how to ask for tokens has none yet
 * (MS-OXWSADISC, "Security Considerations for Implementers": it "has to be anonymous").
 */
export function serveAutodiscover(
  request: SiteRequest,
  admission: Admission,
  identity: ServerIdentity,
  service: (admission: Admission) => Service,
): SiteAnswer | BodyHandler {
  const isBare = headerValue(request.headers, 'authorization') === undefined;
  const behindDoor = serve(request, admission, identity, service);
  if (!isBare || admission.rejected?.status !== 401 || typeof behindDoor === 'function') return behindDoor;
  const open = serve(request, nobody, identity, service);
  if (typeof open !== 'function') return behindDoor;
  return (body) => (isAnonymous(body.toString('utf8')) ? open(body) : behindDoor);
}
