import type { EventLogEntry } from '../evidence/event-log.js';
import type { ExchangeBuild } from '../protocol/exchange-version.js';

/** What the event logs say when the auth certificate can't be used (facts/oauth-outbound-admin §3.9). */
type Written = Omit<EventLogEntry, 'index' | 'time'>;

/** Event 1003: the front end can't read the cookies of a log-on. */
export function cookiesUnreadable(application: 'Owa' | 'Ecp', machineName: string): Written {
  return {
    log: 'Application',
    entryType: 'Error',
    source: 'MSExchange Front End HTTPS Proxy',
    eventId: 1003,
    message: `[${application}] An internal server error occurred. The unhandled exception was: System.NullReferenceException: Object reference not set to an instance of an object.    at Microsoft.Exchange.HttpProxy.FbaModule.ParseCadataCookies(HttpApplication httpApplication)`,
    machineName,
  };
}

/**
 * Events 4999 and 5011: the pool of Exchange Web Services crashes. The build of the sample is that of its server; the last
 * two sentences of 5011, which the facts leave out, are well-known text of Windows.
 */
export function servicesPoolCrashed(processId: number, build: ExchangeBuild, machineName: string): readonly Written[] {
  const version = versionOf(build);
  const bucket = [
    ...['E12IIS', 'c-RTL-AMD64', version, 'w3wp#MSExchangeServicesAppPool', 'M.Exchange.Security'],
    ...['M.E.S.O.V1ProfileLocalTokenIssuer..ctor', 'M.E.S.OAuth.OAuthTokenRequestFailedException'],
    ...['6446-dumptidset', version],
  ];
  return [
    {
      log: 'Application',
      entryType: 'Error',
      source: 'MSExchange Common',
      eventId: 4999,
      message: `Watson report about to be sent for process id: ${processId}, with parameters: ${bucket.join(', ')}.`,
      machineName,
    },
    {
      log: 'System',
      entryType: 'Warning',
      source: 'Microsoft-Windows-WAS',
      eventId: 5011,
      message: `A process serving application pool 'MSExchangeServicesAppPool' suffered a fatal communication error with the Windows Process Activation Service. The process id was '${processId}'. The data field contains the error number.`,
      machineName,
    },
  ];
}

/** `15.01.1979.003` */
function versionOf({ major, minor, build, revision }: ExchangeBuild): string {
  const digits = (value: number, count: number) => String(value).padStart(count, '0');
  return [digits(major, 2), digits(minor, 2), digits(build, 4), digits(revision, 3)].join('.');
}
