import type { Journal } from '../evidence/journal.js';
import type { HttpResponse } from '../network/http-response.js';
import { diagnosticsHeader } from '../protocol/diagnostics.js';
import { headerValue } from '../protocol/wire.js';
import { descendants, parseXml, XmlError } from '../protocol/xml-document.js';
import type { PowerShellObject } from './cmdlet.js';

/** What a client of the lab's own has been told by Exchange Web Services, as its cmdlet shows it. */
export function ewsAnswer(answer: HttpResponse): PowerShellObject {
  const said = readAnswer(answer.text());
  return {
    StatusCode: answer.status,
    Diagnostics: answer.header(diagnosticsHeader) ?? null,
    ...said,
    ResultType: answer.status === 200 && said.ResponseCode === 'NoError' ? 'Success' : 'Error',
  };
}

/** The response code and the words of EWS: those of the operation, or of a fault. */
function readAnswer(text: string): PowerShellObject {
  try {
    const envelope = parseXml(text);
    const first = (...names: readonly string[]) =>
      names.map((element) => descendants(envelope, element)[0]?.text ?? null).find((found) => found !== null) ?? null;
    return { ResponseCode: first('ResponseCode'), MessageText: first('MessageText', 'faultstring') };
  } catch (error) {
    if (error instanceof XmlError) return { ResponseCode: null, MessageText: null }; // a refusal has an empty body
    throw error;
  }
}

/** Ids of the transactions of one call. */
export function transactionsOf(clientRequestId: string, journal: Journal): readonly string[] {
  return journal
    .list()
    .filter(({ request }) => headerValue(request.headers, 'client-request-id') === clientRequestId)
    .map(({ id }) => id);
}
