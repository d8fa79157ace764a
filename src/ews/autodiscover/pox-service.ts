import type { Admission } from '../../authentication/door.js';
import { methodNotAllowedPage } from '../../iis/pages.js';
import type { BodyHandler, SiteAnswer, SiteRequest } from '../../iis/site.js';
import { soapContentType } from '../../protocol/soap.js';
import { exchangeResponse, type ServerIdentity, turnAway } from '../exchange-response.js';
import { answered } from '../service.js';
import type { AutodiscoverContext } from './context.js';
import { answerPox } from './pox.js';

const utf8 = new TextDecoder();

/** autodiscover.xml, behind the door of its directory; whatever type a body says to be of, it is read as XML. */
export function servePox(
  request: SiteRequest,
  admission: Admission,
  { identity, now, context }: { identity: ServerIdentity; now: number; context: () => AutodiscoverContext },
): SiteAnswer | BodyHandler {
  if (admission.rejected) return turnAway(request, admission, identity);
  const isUser = admission.admitted?.user !== undefined;
  const answer = (body: string | undefined) => {
    const document = answerPox(body, context(), { now, isUser });
    const response = { status: 200, contentType: soapContentType, body: document };
    return answered(admission, exchangeResponse(request, identity, response));
  };
  if (request.method === 'POST') return (bytes) => answer(utf8.decode(bytes));
  if (request.method === 'GET' || request.method === 'HEAD') return answer(undefined);
  return answered(admission, methodNotAllowedPage(identity.build.server));
}
