import type { PastedText } from './pasted-text.js';

/** What a Detail of Test-OAuthConnectivity tells of the call beside its error (facts/oauth-outbound-admin §1.4 to §1.7). */
export interface TestOutput {
  /** Headings of a Detail, or the lines around it, are there. */
  readonly isDetail: boolean;
  readonly succeeded: boolean;
  /** Whom the client called; undefined where it got no answer. */
  readonly target?: string | undefined;
  /** The Bearer challenge it got. */
  readonly challenge?: string | undefined;
  readonly sentToken: boolean;
  /** The call of .NET that failed: without a connection, or with an answer. */
  readonly frame?: 'GetRequestStream' | 'GetResponse' | undefined;
  /** When it ran, ms since 1970, by the minutes since the year 1 that it prints. */
  readonly time?: number | undefined;
  /** Application id that the server came as, in builds since April 2025 (facts §1.6). */
  readonly applicationId?: string | undefined;
}

/** Known headings: English, and Spanish (facts §1.4). German ones are not known. */
const headings = [
  'Exchange Outbound Oauth Log:',
  'Exchange Response Details:',
  'because "use cached token" was set to false',
  'The configuration was last successfully loaded at',
  'Checking EWS API Call Under Oauth',
  'Microsoft.Exchange.Security.OAuth.ValidationResultNodeId',
  'Registro Oauth saliente de Exchange:',
  'Exchange detalles de respuesta:',
  'porque "usar token de caché" se estableció en false',
  'La configuración se cargó correctamente a las',
  'Comprobando llamada API EWS en Oauth',
];

/** Midnight of 1 January of the year 1: DateTime.MinValue. */
const yearOne = Date.parse('0001-01-01T00:00:00Z');

export function testOutput({ plain }: PastedText): TestOutput {
  const first = (pattern: RegExp) => pattern.exec(plain)?.[1];
  const failed = /\b(?:Exception|Excepción): ?\S/.test(plain) || /ResultType ?: ?Error/.test(plain);
  const finished =
    /ResultType ?: ?Success/.test(plain) || /(?:HTTP response message|Mensaje de la respuesta HTTP): ?</.test(plain);
  return {
    isDetail: headings.some((heading) => plain.includes(heading)),
    succeeded: finished && !failed,
    target: first(/challenge from '([^']{1,300})' received/) ?? first(/send request to '([^']{1,300})' with/),
    challenge: first(/ received: (Bearer .{1,2000}?)(?= Information:| Error:| Warning:| Exchange Response|$)/),
    sentToken: plain.includes("with the bearer token: '"),
    frame: frameIn(plain),
    time: timeOf(first(/\b(?:This was|hace) (\d{9,12}) minut/)),
    applicationId: first(/\bL:([0-9a-fA-F-]{36})-AS:/)?.toLowerCase(),
  };
}

/** The outermost: a stack has inner ones before it. */
function frameIn(plain: string): TestOutput['frame'] {
  if (plain.includes('HttpWebRequest.GetRequestStream(')) return 'GetRequestStream';
  return plain.includes('HttpWebRequest.GetResponse(') ? 'GetResponse' : undefined;
}

function timeOf(minutes: string | undefined): number | undefined {
  return minutes === undefined ? undefined : yearOne + Number(minutes) * 60_000;
}
