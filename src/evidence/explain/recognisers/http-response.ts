import { diagnosticsHeader, parseDiagnostics } from '../../../protocol/diagnostics.js';
import type { Cause } from '../../knowledge/cause.js';
import { preAuthentication } from '../../knowledge/causes/pre-authentication.js';
import { diagnose } from '../../knowledge/diagnose.js';
import type { Observation } from '../../knowledge/observation.js';
import { readToken } from '../../read-token.js';
import { type Finding, type Recogniser, weights } from '../finding.js';
import { type HttpMessage, httpMessages } from '../http-messages.js';
import { sentence, shortened } from '../pasted-text.js';

/** An answer with its headers, as `curl -i`, `curl -v` and .NET print them. */
export const httpResponse: Recogniser = {
  looksFor: 'an HTTP response: a status line and headers, or a WWW-Authenticate header',
  find({ lines }) {
    const messages = httpMessages(lines);
    return messages.flatMap((message, index) => {
      if (message.status === undefined && !message.headers.has('www-authenticate')) return [];
      const before = messages[index - 1];
      return judge(message, before?.method === undefined ? undefined : before);
    });
  },
};

function judge(message: HttpMessage, request: HttpMessage | undefined): readonly Finding[] {
  const observation = observe(message, request);
  const found = diagnose(observation);
  if (!found) return [];
  const isExchange = message.headers.has('x-feserver') || message.headers.has('request-id');
  return [
    {
      kind: 'HTTP response',
      words: shortened(
        [message.firstLine, ...(observation.challenges ?? [])].filter((part) => part !== '').join(' · '),
      ),
      meaning: sentence(found.symptom),
      normal: found.normal,
      causes: isExchange || observation.diagnostics ? withoutDevices(found.causes) : devicesFirst(found.causes),
      quoted: found.quoted,
      weight: observation.diagnostics ? weights.diagnostics + 1 : found.normal ? weights.normal : weights.request,
    },
  ];
}

function observe({ status, headers }: HttpMessage, request: HttpMessage | undefined): Observation {
  const diagnostics = headers.get(diagnosticsHeader)?.[0];
  const authorization = request?.headers.get('authorization')?.[0];
  const token = authorization === undefined ? undefined : readToken(authorization)?.decoded;
  return {
    status: status ?? 401,
    method: request?.method,
    path: request?.path,
    host: request?.headers.get('host')?.[0],
    userAgent: request?.headers.get('user-agent')?.[0],
    authorization: request === undefined ? undefined : schemeOf(authorization),
    token,
    diagnostics: diagnostics === undefined ? undefined : parseDiagnostics(diagnostics),
    challenges: headers.get('www-authenticate') ?? [],
  };
}

function schemeOf(authorization: string | undefined): Observation['authorization'] {
  if (authorization === undefined) return 'none';
  const bearer = /^bearer\b(.*)$/is.exec(authorization.trim());
  if (!bearer) return 'other';
  return bearer[1]?.trim() === '' ? 'emptyBearer' : 'token';
}

/** Headers of Exchange are there: the answer is its own, not a device's. */
function withoutDevices(causes: readonly Cause[]): readonly Cause[] {
  return causes.length > 1 ? causes.filter((cause) => cause !== preAuthentication) : causes;
}

function devicesFirst(causes: readonly Cause[]): readonly Cause[] {
  if (!causes.includes(preAuthentication)) return causes;
  return [preAuthentication, ...causes.filter((cause) => cause !== preAuthentication)];
}
