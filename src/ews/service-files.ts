import type { Admission } from '../authentication/door.js';
import { methodNotAllowedPage } from '../iis/pages.js';
import type { SiteAnswer, SiteRequest } from '../iis/site.js';
import { normalizedPath } from '../protocol/wire.js';
import { exchangeResponse, type ServerIdentity, turnAway } from './exchange-response.js';
import { answered } from './service.js';
import { serviceDescription } from './service-description.js';

/** IIS's type for .wsdl and .xsd. */
const contentType = 'text/xml';

/** The WSDL and its schemas, files of the EWS directory: behind its door, and for reading only (ews-managed-api #243). */
export function serveDescription(request: SiteRequest, admission: Admission, identity: ServerIdentity): SiteAnswer {
  if (admission.rejected) return turnAway(request, admission, identity);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return answered(admission, methodNotAllowedPage(identity.build.server));
  }
  const body = serviceDescription(normalizedPath(request.target));
  return answered(admission, exchangeResponse(request, identity, { status: 200, contentType, body }));
}
