import type { ComplexType } from '../xsd/model.js';
import { enumeration, words, xs } from '../xsd/simple-types.js';
import { element, many, optional } from '../xsd/types.js';
import { a } from './namespaces.js';

/** What all operations of SOAP Autodiscover have in common (MS-OXWSADISC). */

export const autodiscoverErrorCode = enumeration(
  'a',
  'ErrorCode',
  words(
    'NoError RedirectAddress RedirectUrl InvalidUser InvalidRequest InvalidSetting SettingIsNotAvailable ServerBusy InvalidDomain NotFederated InternalServerError',
  ),
);

export const autodiscoverVersion = enumeration(
  'a',
  'ExchangeVersion',
  words(
    'Exchange2007_SP1 Exchange2010 Exchange2010_SP1 Exchange2010_SP2 Exchange2012 Exchange2013 Exchange2013_SP1 Exchange2015 Exchange2016',
  ),
);

export const autodiscoverRequest = a.complex('AutodiscoverRequest', {});

export const autodiscoverResponse = a.complex('AutodiscoverResponse', {
  content: [{ ErrorCode: optional(autodiscoverErrorCode), ErrorMessage: optional(xs.string) }],
});

export const domains = a.complex('Domains', { content: [{ Domain: many(xs.string) }] });

/** Settings by name. */
export const requestedSettings = a.complex('RequestedSettings', { content: [{ Setting: many(xs.string) }] });

/** `GetUserSettings` and the like: what is asked, in an element around it. */
export function autodiscoverRequestElement<Value>(operation: string, request: ComplexType<Value>) {
  const name = `${operation}RequestMessage`;
  return element('a', name, a.complex(name, { content: [{ Request: optional(request) }] }));
}

export function autodiscoverResponseElement<Value>(operation: string, response: ComplexType<Value>) {
  const name = `${operation}ResponseMessage`;
  return element('a', name, a.complex(name, { content: [{ Response: optional(response) }] }));
}

/** In the SOAP header of a request. */
export const requestedServerVersion = element('a', 'RequestedServerVersion', autodiscoverVersion);

/** In the SOAP header of an answer. */
export const autodiscoverServerVersionInfo = element(
  'a',
  'ServerVersionInfo',
  a.complex('ServerVersionInfo', {
    content: [
      {
        MajorVersion: optional(xs.int),
        MinorVersion: optional(xs.int),
        MajorBuildNumber: optional(xs.int),
        MinorBuildNumber: optional(xs.int),
        Version: optional(xs.string),
      },
    ],
  }),
);
