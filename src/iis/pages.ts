import type { WireResponse } from '../protocol/wire.js';

/** Why http.sys turns a request away before IIS sees it: heading and sentence of its page. */
export const httpSysRejections = {
  badRequest: ['Bad Request', 'HTTP Error 400. The request is badly formed.'],
  invalidHostname: ['Bad Request - Invalid Hostname', 'HTTP Error 400. The request hostname is invalid.'],
  invalidUrl: ['Bad Request - Invalid URL', 'HTTP Error 400. The request URL is invalid.'],
  invalidVerb: ['Bad Request - Invalid Verb', 'HTTP Error 400. The request verb is invalid.'],
  requestTooLong: ['Bad Request - Request Too Long', 'HTTP Error 400. The size of the request headers is too long.'],
} as const;

export type HttpSysRejection = keyof typeof httpSysRejections;

/** The page of http.sys (facts/ews-clients §5.1; its exact text is from memory, §6). It closes the connection. */
export function httpSysPage(rejection: HttpSysRejection): WireResponse {
  const [heading, sentence] = httpSysRejections[rejection];
  const body = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">\r\n<HTML><HEAD><TITLE>Bad Request</TITLE>\r\n<META HTTP-EQUIV="Content-Type" Content="text/html; charset=us-ascii"></HEAD>\r\n<BODY><h2>${heading}</h2>\r\n<hr><p>${sentence}</p>\r\n</BODY></HTML>\r\n`;
  return {
    status: 400,
    headers: [
      ['Content-Type', 'text/html; charset=us-ascii'],
      ['Server', 'Microsoft-HTTPAPI/2.0'],
      ['Connection', 'close'],
    ],
    body,
  };
}

/** http.sys while the application pool behind it is down (well-known text). */
export function unavailablePage(): WireResponse {
  const body = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">\r\n<HTML><HEAD><TITLE>Service Unavailable</TITLE>\r\n<META HTTP-EQUIV="Content-Type" Content="text/html; charset=us-ascii"></HEAD>\r\n<BODY><h2>Service Unavailable</h2>\r\n<hr><p>HTTP Error 503. The service is unavailable.</p>\r\n</BODY></HTML>\r\n`;
  return {
    status: 503,
    headers: [
      ['Content-Type', 'text/html; charset=us-ascii'],
      ['Server', 'Microsoft-HTTPAPI/2.0'],
      ['Connection', 'close'],
    ],
    body,
  };
}

/** IIS's own page for what is not there, as it shows it to another machine (well-known text of IIS 10). */
export function notFoundPage(server: string): WireResponse {
  return errorPage(
    404,
    server,
    '404 - File or directory not found.',
    'The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable.',
  );
}

/** IIS's own page for a method that a handler does not take (well-known text of IIS 10). */
export function methodNotAllowedPage(server: string): WireResponse {
  const page = errorPage(
    405,
    server,
    '405 - HTTP verb used to access this page is not allowed.',
    'The page you are looking for cannot be displayed because an invalid method (HTTP verb) was used to attempt access.',
  );
  return { ...page, headers: [['Allow', 'GET, HEAD, POST'], ...page.headers] };
}

/** IIS's own page for a body over the limit (well-known text of IIS 10). */
export function tooLargePage(server: string): WireResponse {
  return errorPage(
    413,
    server,
    '413 - Request entity too large.',
    'The page was not displayed because the request entity is too large.',
  );
}

/** IIS's own page when the application behind it fails; it never says how. */
export function serverErrorPage(server: string): WireResponse {
  return errorPage(
    500,
    server,
    '500 - Internal server error.',
    'There is a problem with the resource you are looking for, and it cannot be displayed.',
  );
}

function errorPage(status: number, server: string, heading: string, sentence: string): WireResponse {
  const body = `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\r\n<html xmlns="http://www.w3.org/1999/xhtml">\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"/>\r\n<title>${heading}</title>\r\n</head>\r\n<body>\r\n<div id="header"><h1>Server Error</h1></div>\r\n<div id="content">\r\n <div class="content-container"><fieldset>\r\n  <h2>${heading}</h2>\r\n  <h3>${sentence}</h3>\r\n </fieldset></div>\r\n</div>\r\n</body>\r\n</html>\r\n`;
  return {
    status,
    headers: [
      ['Content-Type', 'text/html'],
      ['Server', server],
      ['X-Powered-By', 'ASP.NET'],
    ],
    body,
  };
}
