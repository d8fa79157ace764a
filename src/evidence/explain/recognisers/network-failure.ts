import { answerIsNoXml } from '../../knowledge/causes/answer-is-no-xml.js';
import { connectTimeout } from '../../knowledge/causes/connect-timeout.js';
import { connectionReset } from '../../knowledge/causes/connection-reset.js';
import { nameNotResolved } from '../../knowledge/causes/name-not-resolved.js';
import { notExchange } from '../../knowledge/causes/not-exchange.js';
import { requestTimedOut } from '../../knowledge/causes/request-timed-out.js';
import { serverCertificateNotTrusted } from '../../knowledge/causes/server-certificate-not-trusted.js';
import { tlsVersionInbound } from '../../knowledge/causes/tls-version-inbound.js';
import { tlsVersionOutbound } from '../../knowledge/causes/tls-version-outbound.js';
import { type Phrase, phraseRecogniser } from '../phrase.js';

/** What .NET says, in English, when no answer comes (facts/oauth-outbound-admin §1.8 F02, F04 to F06 and run-time siblings). */
const phrases: readonly Phrase[] = [
  {
    words: "The remote name could not be resolved: '{host}'",
    meaning: 'The name has no address where the caller looks it up; no connection was made.',
    causes: [nameNotResolved],
  },
  {
    words: 'The underlying connection was closed: An unexpected error occurred on a receive.',
    meaning: 'The connection was torn down before an answer.',
    causes: [connectionReset, tlsVersionInbound],
  },
  {
    words: 'The underlying connection was closed: An unexpected error occurred on a send.',
    meaning: 'The connection was torn down while sending: in the TLS handshake, as a rule.',
    causes: [tlsVersionOutbound, connectionReset],
  },
  {
    words: 'The request was aborted: Could not create SSL/TLS secure channel.',
    meaning: 'Both sides found no TLS version or cipher in common.',
    causes: [tlsVersionOutbound, tlsVersionInbound],
  },
  {
    words: 'Could not establish trust relationship for the SSL/TLS secure channel.',
    meaning: 'The caller does not trust the certificate.',
    causes: [serverCertificateNotTrusted],
  },
  { words: 'Unable to connect to the remote server', meaning: 'No connection came about.', causes: [connectTimeout] },
  {
    words: 'The operation has timed out',
    meaning: 'No answer came in time.',
    causes: [requestTimedOut, connectTimeout],
  },
  {
    words: 'The underlying connection was closed: The connection was closed unexpectedly.',
    meaning: 'The connection was closed before a whole answer.',
    causes: [connectionReset],
  },
  {
    words: 'The server committed a protocol violation.',
    meaning: 'What answers speaks no HTTP.',
    causes: [notExchange, answerIsNoXml],
  },
];

/** The same in .NET Framework's German, as public threads quote it; whether Exchange Online speaks it in a Detail is not known. */
const german: Readonly<Record<string, string>> = {
  "The remote name could not be resolved: '{host}'": "Der Remotename konnte nicht aufgelöst werden: '{host}'",
  'The underlying connection was closed: An unexpected error occurred on a receive.':
    'Die zugrunde liegende Verbindung wurde geschlossen: Unerwarteter Fehler beim Empfangen',
  'The underlying connection was closed: An unexpected error occurred on a send.':
    'Die zugrunde liegende Verbindung wurde geschlossen: Unerwarteter Fehler beim Senden',
  'The request was aborted: Could not create SSL/TLS secure channel.':
    'Es konnte kein geschützter SSL/TLS-Kanal erstellt werden',
  'Could not establish trust relationship for the SSL/TLS secure channel.':
    'Für den geschützten SSL/TLS-Kanal konnte keine Vertrauensstellung hergestellt werden',
  'Unable to connect to the remote server': 'Die Verbindung mit dem Remoteserver kann nicht hergestellt werden',
  'The operation has timed out': 'Timeout für Vorgang überschritten',
};

const inGerman = phrases.flatMap((phrase) => {
  const words = german[phrase.words];
  return words === undefined ? [] : [{ ...phrase, words }];
});

export const networkFailure = phraseRecogniser(
  'a failure of the network in a WebException, such as “The remote name could not be resolved”',
  'WebException',
  'network',
  [...phrases, ...inGerman],
);
