import { findAccount, passwordOf, readLogonName } from '../directory/account.js';
import type { Organization } from '../directory/organization.js';
import type { EventLog } from '../evidence/event-log.js';
import { exchangeResponse, type ServerIdentity } from '../ews/exchange-response.js';
import { methodNotAllowedPage } from '../iis/pages.js';
import type { BodyHandler, SiteAnswer, SiteRequest } from '../iis/site.js';
import { type HeaderList, headerValues } from '../protocol/wire.js';
import { escapeXml } from '../protocol/xml.js';
import { cookiesUnreadable } from './certificate-events.js';
import type { WebLogon } from './web-logon.js';

/** What OWA and ECP need of the server they run on. */
export interface WebSiteOptions {
  readonly organization: Organization;
  readonly identity: ServerIdentity;
  readonly logon: WebLogon;
  readonly eventLog: EventLog;
}

/** Addresses of the two sites; the path of the form's page and target are well known. */
export const webPaths = {
  owa: '/owa',
  ecp: '/ecp',
  logonPage: '/owa/auth/logon.aspx',
  logonForm: '/owa/auth.owa',
} as const;

const [dataCookie, signatureCookie] = ['cadata', 'cadataSig'];

/**
 * Outlook on the web and the Exchange admin center, as far as a log-on goes: a form, cookies, and the one page behind
 * them. The pages are the lab's own; addresses, form fields and cookies have their well-known names.
 */
export function webSite(request: SiteRequest, application: 'Owa' | 'Ecp', options: WebSiteOptions): SiteAnswer {
  const { identity, logon, eventLog } = options;
  if (!isRead(request)) return { response: methodNotAllowedPage(identity.build.server) };
  const reading = logon.read(cookie(request, dataCookie), cookie(request, signatureCookie));
  if (reading === 'unreadable') eventLog.writeSparingly(cookiesUnreadable(application, identity.fqdn));
  if (typeof reading !== 'object') return toLogon(request, identity, urlOf(request), 0);
  const title = application === 'Owa' ? 'Outlook' : 'Exchange admin center';
  const text = `[lab] ${escapeXml(reading.user)} is logged on. There is nothing behind this page.`;
  return { ...page(request, identity, title, `<p>${text}</p>`), userName: reading.user };
}

/** The form; whoever has come to it before with good cookies comes again. */
export function logonFormPage(request: SiteRequest, { identity }: WebSiteOptions): SiteAnswer {
  if (!isRead(request)) return { response: methodNotAllowedPage(identity.build.server) };
  const { searchParams } = new URL(request.target, 'https://localhost');
  const wrong = searchParams.get('reason') === '2' ? '<p>[lab] The user name or password is not correct.</p>' : '';
  const destination = escapeXml(searchParams.get('url') ?? urlOf(request, `${webPaths.owa}/`));
  const fields = `<input type="hidden" name="destination" value="${destination}"><input name="username" autocomplete="username"><input name="password" type="password" autocomplete="current-password"><input type="submit" value="sign in">`;
  return page(
    request,
    identity,
    'Outlook',
    `${wrong}<form action="${webPaths.logonForm}" method="POST">${fields}</form>`,
  );
}

/** Takes the form: the password is looked at here, the certificate where the cookies are read. */
export function logonFormTarget(request: SiteRequest, options: WebSiteOptions): SiteAnswer | BodyHandler {
  const { identity, organization, logon } = options;
  if (request.method !== 'POST') return { response: methodNotAllowedPage(identity.build.server) };
  return (body) => {
    const form = new URLSearchParams(body.toString());
    const destination = ownUrl(request, form.get('destination') ?? '');
    const account = findAccount(organization, readLogonName(form.get('username') ?? ''));
    if (!account || passwordOf(account) !== form.get('password')) return toLogon(request, identity, destination, 2);
    const [data, signature] = logon.cookiesFor(account.userPrincipalName);
    const cookies = [`${dataCookie}=${data}`, `${signatureCookie}=${signature}`].map(
      (pair) => ['Set-Cookie', `${pair}; path=/; secure; HttpOnly`] as const,
    );
    return redirect(request, identity, destination, cookies);
  };
}

function toLogon(request: SiteRequest, identity: ServerIdentity, url: string, reason: 0 | 2): SiteAnswer {
  const query = `?url=${encodeURIComponent(url)}&reason=${reason}`;
  return redirect(request, identity, urlOf(request, webPaths.logonPage) + query, []);
}

function redirect(request: SiteRequest, identity: ServerIdentity, to: string, cookies: HeaderList): SiteAnswer {
  const response = exchangeResponse(request, identity, {
    status: 302,
    contentType: 'text/html; charset=utf-8',
    body: '',
  });
  return { response: { ...response, headers: [...response.headers, ['Location', to], ...cookies] } };
}

function page(request: SiteRequest, identity: ServerIdentity, title: string, content: string): SiteAnswer {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1>${content}</body></html>`;
  return {
    response: exchangeResponse(request, identity, { status: 200, contentType: 'text/html; charset=utf-8', body }),
  };
}

function isRead({ method }: SiteRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** A form must not send anybody elsewhere. */
function ownUrl(request: SiteRequest, destination: string): string {
  const own = urlOf(request, '/');
  return URL.canParse(destination) && new URL(destination).href.startsWith(own)
    ? destination
    : urlOf(request, `${webPaths.owa}/`);
}

function urlOf(request: SiteRequest, path = request.target): string {
  return `${request.scheme}://${request.authority}${path}`;
}

function cookie(request: SiteRequest, name: string): string | undefined {
  const pairs = headerValues(request.headers, 'cookie').flatMap((value) => value.split(';'));
  const start = `${name}=`;
  return pairs
    .find((pair) => pair.trim().startsWith(start))
    ?.trim()
    .slice(start.length);
}
